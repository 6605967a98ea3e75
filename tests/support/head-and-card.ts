import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useBrowser } from "./browser.ts";
import type { Stage } from "./stage.ts";

/*
 * Two people of one course, on one database: a training head who brings the staff list of the month and seats as many
 * as were agreed, and one of the seated who has no e-mail: a card, the first sign-in, the lesson, the certificate.
 */

/** A day in the middle of the course; its end is brought forward when it is needed. */
export const HEAD_AND_CARD = { FIXED_TODAY: "2026-11-02", OUTBOX_SECONDS: "1" };

const STAFF = [
  "Name,Staff number,E-mail",
  "Nhem Pisey,RM-1,",
  "Keo Malis,RM-2,malis@rumdul.example",
  "Chhim Rotha,RM-3,",
  "Sok Dara,RM-4,",
].join("\n");

/** The tests of one database; call it at the top of the file. */
export async function headAndCard(stage: Stage): Promise<void> {
  const { db } = await import("#app/infra/db.server.ts");
  const { now } = await import("#app/infra/clock.server.ts");
  const { newId } = await import("#app/infra/ids.server.ts");
  const { wordsFor } = await import("#app/infra/words.server.ts");
  const { organisation, signIn, someone, staff } = await import("./fresh.ts");
  const { plainCourse } = await import("./certification-fixture.ts");
  const { enrolLearner, makeCohort, writeUnit } = await import("./learning-fixture.ts");
  const { t, refusal } = wordsFor("en", "UTC");
  const browser = useBrowser();

  let origin: string;
  let head: Page;
  let organisationId: string;
  let cohortId: string;
  let strangerId: string;
  let card: { username: string; code: string };

  const press = (page: Page, words: string) => page.getByRole("button", { name: words, exact: true }).click();
  const see = (page: Page, words: string) => page.getByText(words).first().waitFor();
  const comeAs = async (page: Page, cookie: string) => {
    const [name = "", value = ""] = cookie.split("=");
    await page.context().addCookies([{ name, value, url: origin }]);
  };
  const named = async (name: string) => (await db.person.findFirstOrThrow({ where: { name } })).id;

  beforeAll(async () => {
    origin = (await stage.start()).origin;
    ({ organisationId } = await organisation());
    const versionId = await plainCourse();
    await writeUnit(versionId, "intro", "read");
    cohortId = await makeCohort(versionId);
    await db.trainingReport.create({
      data: {
        id: newId(),
        cohortId,
        state: "validated",
        objectives: "",
        deviations: "",
        lessons: "",
        incidents: "",
        version: 1,
      },
    });
    const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } });
    await db.organisationSeats.create({ data: { organisationId, courseId, seats: 3 } });
    const { personId: known } = await enrolLearner(versionId, cohortId); // through whom the head finds the cohort
    await db.affiliation.create({
      data: { id: newId(), personId: known, organisationId, staffNumber: "RM-4", from: "2026-01-01" },
    });
    await db.person.update({ where: { id: known }, data: { passwordHash: "x" } }); // has a way in already
    ({ personId: strangerId } = await enrolLearner(versionId, cohortId));
    await db.person.update({ where: { id: strangerId }, data: { name: "Fatou Ndiaye" } });
    const { personId } = await someone({ name: "Chenda Prak" });
    await db.roleAssignment.create({
      data: {
        id: newId(),
        personId,
        role: "training-head",
        scopeKind: "organisation",
        scopeId: organisationId,
        grantedAt: now(),
      },
    });
    head = await browser.newPage(origin);
    await comeAs(head, await signIn(personId));
  });
  afterAll(() => stage.close());

  test("the staff list of the month brings the joiners, and cards for those without e-mail", async () => {
    await head.goto(`/organisations/${organisationId}/staff-list`);
    const file = { name: "staff.csv", mimeType: "text/csv", buffer: Buffer.from(STAFF) };
    await head.setInputFiles("#file", file);
    await press(head, t("admin.import.look"));
    await see(head, t("admin.import.count-new", { count: 3 }));
    expect(await db.person.count({ where: { name: "Nhem Pisey" } })).toBe(0);
    await press(head, t("admin.import.confirm", { count: 3, number: "3" }));
    await see(head, t("admin.import.doneTitle"));
    await press(head, t("admin.import.codes", { count: 2, first: 1, last: 2 }));
    await see(head, t("admin.codes.once"));
    const printed = head.locator("main .work li").filter({ hasText: "Nhem Pisey" });
    card = {
      code: await printed.locator("b[dir=ltr]").innerText(),
      username: await printed.locator("dd").first().innerText(),
    };
  });

  test("they enrol within the seats of their organisation: of a list that is too long nobody", async () => {
    await head.goto(`/cohorts/${cohortId}`);
    await head
      .getByRole("link", { name: t("cohorts.head.enrol") })
      .first()
      .click();
    const tick = async (...names: string[]) => {
      for (const name of names)
        await head.getByRole("checkbox", { name: t("cohorts.enrol.chooseOne", { name }) }).check();
    };
    await tick("Nhem Pisey", "Keo Malis", "Chhim Rotha");
    await press(head, t("cohorts.enrol.act"));
    await see(head, refusal({ key: "cohort.no-organisation-seats", params: { count: 2, of: "3" } }));
    await head.goto(`/cohorts/${cohortId}/enrol`);
    await tick("Nhem Pisey", "Keo Malis");
    await press(head, t("cohorts.enrol.act"));
    await see(head, t("common.notice.people-enrolled", { count: 2 }));
    expect(await db.enrolment.count({ where: { cohortId } })).toBe(4);
  });

  test("they see their own people and nobody else's: in the cohort, in the list, in the report", async () => {
    for (const path of [`/cohorts/${cohortId}`, "/people"]) {
      await head.goto(path);
      await head.getByRole("link", { name: "Nhem Pisey" }).first().waitFor();
      expect(await head.locator("main").innerText(), path).not.toContain("Fatou Ndiaye");
    }
    expect((await head.goto(`/people/${strangerId}`))?.status()).toBe(404);
    expect((await head.goto(`/cohorts/${cohortId}/fees`))?.status()).toBe(403);
    await head.goto(`/reports?cohort=${cohortId}&by=organisation`);
    const participants = head.locator(`dt:text-is("${t("reports.facts.people")}") + dd`);
    expect((await participants.innerText()).trim()).toBe("3");
    await head.goto(`/attestations/${organisationId}`);
    await head.getByRole("heading", { level: 1 }).waitFor();
    await head.context().close();
  });

  test("without e-mail: the card, a passphrase to take, the notice, the lesson and the name", async () => {
    const phone = await browser.newPage(origin, { width: 360, phone: true, javaScript: false });
    await phone.goto("/sign-in/code");
    await phone.fill("[name=identifier]", card.username);
    await phone.fill("[name=code]", card.code);
    await press(phone, t("identity.firstSignIn.check"));
    await phone.locator("[name=offeredPassword]").first().check();
    const passphrase = await phone.locator("[name=offeredPassword]").first().inputValue();
    await press(phone, t("identity.firstSignIn.submit"));
    await press(phone, t("identity.welcome.agree"));
    const { id } = await db.enrolment.findFirstOrThrow({
      where: { cohortId, personId: await named("Nhem Pisey") },
    });
    await phone.goto(`/learn/${id}/intro/read`);
    await press(phone, t("learning.unit.doneLast"));
    await phone.goto(`/learn/${id}/name`);
    await press(phone, t("learning.name.confirm"));
    await see(phone, t("common.notice.name-confirmed"));

    await phone.context().clearCookies(); // the card is used up, the passphrase is what she keeps
    await phone.goto("/sign-in/code");
    await phone.fill("[name=identifier]", card.username);
    await phone.fill("[name=code]", card.code);
    await press(phone, t("identity.firstSignIn.check"));
    expect(await phone.locator("[name=offeredPassword]").count()).toBe(0);
    await phone.goto("/sign-in");
    await phone.fill("[name=identifier]", card.username);
    await phone.fill("[name=password]", passphrase);
    await phone.click("main form button");
    await phone.waitForURL(/\/learn$/);
    await phone.context().close();
  });

  test("after the course the certificate is issued, and anyone with its number finds it valid", async () => {
    await db.cohort.update({ where: { id: cohortId }, data: { endDate: "2026-11-01" } });
    const office = await browser.newPage(origin);
    await comeAs(office, (await staff("cohort-administrator")).cookie);
    await office.goto(`/cohorts/${cohortId}/certificates`);
    await office.locator("main [name=intent][value=all]").click();
    await office.locator("#notice").waitFor();
    const personId = await named("Nhem Pisey");
    await expect.poll(() => db.certificate.count({ where: { personId } }), { timeout: 15_000 }).toBe(1);
    const { number } = await db.certificate.findFirstOrThrow({ where: { personId } });
    const anyone = await browser.newPage(origin, { width: 360, phone: true });
    await anyone.goto(`/v?q=${number}`);
    expect(await anyone.getByRole("heading", { level: 1 }).innerText()).toContain(
      t("certification.check.word.valid"),
    );
    for (const page of [office, anyone]) await page.context().close();
  });
}
