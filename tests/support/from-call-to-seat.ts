import { expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { chooseLanguage, signIn, type Browsing } from "./browser.ts";

/* From the call to the seat: somebody without an account applies on a phone, two people score, a seat is offered and taken. */

const NAME = "Chea Sovannary";
const EMAIL = "sovannary@example.org";

/** The tests of one database, which the environment names. */
export function fromCallToSeat(origin: string, browser: Browsing): void {
  const { t } = wordsFor("en", "UTC");
  const fr = wordsFor("fr", "UTC").t;
  let ownPage = "";

  const staff = async (username: string) => {
    const page = await browser.newPage(origin, { width: 1280 });
    await signIn(page, username);
    return page;
  };
  const call = () => db.call.findFirstOrThrow({ select: { id: true, cohortId: true } });
  const lastMail = (kind: string) =>
    db.outboxMessage.findFirstOrThrow({ where: { address: EMAIL, kind }, orderBy: { createdAt: "desc" } });

  test("she finds the call, is told at the field what is missing, and applies in French", async () => {
    const page = await browser.newPage(origin, { width: 360, phone: true });
    await page.goto("/");
    await chooseLanguage(page, "fr");
    await page.goto("/calls");
    await page.locator("main a[href^='/calls/']").first().click();
    await page.getByRole("link", { name: fr("admission.call.applyNow"), exact: true }).click();
    await page.fill("[name=name]", NAME);
    await page.fill("[name=email]", EMAIL);
    await page.selectOption("[name=country]", "KH");
    await page.fill("[name=organisation]", "Rumdul Microfinance");
    await page.selectOption("[name=organisationKind]", "mfi");
    await page.fill("[name=position]", "Cheffe d’agence");
    await page.fill("[name=answer-1]", "Je reprends une agence en avril.");
    await page.check("[name=consent]");
    await page.getByRole("button", { name: fr("admission.form.send") }).click();
    await page.locator("#answer-2-error").waitFor(); // how many years: a number that must be given
    expect(await page.inputValue("[name=answer-1]")).toBe("Je reprends une agence en avril.");
    await page.fill("[name=answer-2]", "7,5");
    await page.getByRole("button", { name: fr("admission.form.send") }).click();
    await page.getByRole("heading", { name: fr("admission.own.received") }).waitFor();
    ownPage = new URL(page.url()).pathname;
    expect((await lastMail("application-received")).body).toContain(
      fr("admission.mail.received.body").slice(0, 7),
    );
  });

  test("two people score her, the second blind to the first", async () => {
    const { cohortId } = await call();
    for (const [username, score] of [
      ["aminata", "4"],
      ["vanna", "5"],
    ] as const) {
      const page = await staff(username);
      await page.goto(`/cohorts/${cohortId}/applications?q=sovannary`);
      await page.getByRole("link", { name: NAME }).click();
      expect(await page.getByRole("heading", { name: t("admission.score.given"), exact: true }).count()).toBe(
        0,
      );
      for (const criterion of ["1", "2", "3"])
        await page.check(`[name=score-${criterion}][value="${score}"]`);
      await page.getByRole("button", { name: t("admission.score.keep") }).click();
      await page.getByRole("heading", { name: t("admission.score.given"), exact: true }).waitFor();
    }
  });

  test("a seat is offered by letter, taken by its link, and she sits in the course", async () => {
    const { cohortId } = await call();
    const page = await staff("aminata");
    await page.goto(`/cohorts/${cohortId}/applications?q=sovannary`);
    await page.getByRole("checkbox", { name: t("admission.list.chooseOne", { name: NAME }) }).check();
    await page.fill("[name=note]", "Bienvenue !");
    await page.getByRole("button", { name: t("admission.decide.offer") }).click();
    await page.locator("#notice").waitFor();
    const letter = await lastMail("application-offer");
    expect([letter.locale, letter.body.includes("Bienvenue !")]).toEqual(["fr", true]);

    const phone = await browser.newPage(origin, { width: 360, phone: true });
    await phone.goto(new URL(/https?:\/\/\S+\/applications\/\S+/.exec(letter.body)![0]).pathname);
    await chooseLanguage(phone, "fr");
    await phone.getByRole("button", { name: fr("admission.own.accept") }).click();
    await phone.getByRole("heading", { name: fr("admission.own.accepted") }).waitFor();
    await phone.goto(ownPage); // her first link still leads there
    await phone.getByRole("heading", { name: fr("admission.own.accepted") }).waitFor();

    const { person, status } = await db.enrolment.findFirstOrThrow({
      where: { cohortId, person: { email: EMAIL } },
      select: { status: true, person: { select: { name: true, locale: true, affiliations: true } } },
    });
    expect([status, person.name, person.locale, person.affiliations.length]).toEqual([
      "confirmed",
      NAME,
      "fr",
      1,
    ]);
    expect((await lastMail("invitation")).locale).toBe("fr");
  });
}
