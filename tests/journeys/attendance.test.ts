import { afterAll, describe, expect, inject, test, vi } from "vitest";
import { addDays } from "#app/lib/calendar-day.ts";
import { fillSignIn, signIn, useBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

/* A trainer takes attendance on a phone, in a room where the line comes and goes. */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { shortOf } = await import("#app/features/cohorts/attendance-forms.ts");
const { takeAttendance } = await import("#app/features/cohorts/take-attendance.server.ts");
const { today } = await import("#app/infra/clock.server.ts");
const { newId } = await import("#app/infra/ids.server.ts");
const { actorFor } = await import("#tests/support/learning-fixture.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { t } = wordsFor("en", "UTC");
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

let made = 0;

/** A fresh half-day in the cohort that runs. */
async function freshSheet() {
  const cohort = await db.cohort.findFirstOrThrow({ where: { name: { contains: "evenings" } } });
  const id = newId();
  made += 1;
  const date = addDays(today(cohort.timeZone), -40 - made);
  await db.halfDay.create({
    data: { id, cohortId: cohort.id, date, part: "am", title: "", contactMinutes: 180 },
  });
  const enrolments = await db.enrolment.findMany({
    where: { cohortId: cohort.id },
    orderBy: { sortName: "asc" },
  });
  const marks = async () => {
    const rows = await db.attendanceMark.findMany({ where: { halfDayId: id } });
    return new Map(rows.map(({ enrolmentId, mark }) => [enrolmentId, mark]));
  };
  return {
    cohortId: cohort.id,
    halfDayId: id,
    path: `/cohorts/${cohort.id}/attendance/${id}`,
    enrolments,
    marks,
  };
}

async function openSheet(path: string) {
  const page = await browser.newPage(demo.app.origin, { width: 360, phone: true });
  await signIn(page, "vanna");
  await page.goto(path);
  const row = (enrolmentId: string) => page.locator(`li[data-who="${shortOf(enrolmentId)}"]`);
  return {
    page,
    mark: (enrolmentId: string, mark: "absent" | "late" | "present") =>
      row(enrolmentId).locator(`label:has([value=${mark}])`).click(),
    chosen: (enrolmentId: string, mark: string) => row(enrolmentId).locator(`[value=${mark}]`).isChecked(),
    rowSays: (enrolmentId: string, words: string) =>
      row(enrolmentId).locator(".saved").filter({ hasText: words }).waitFor(),
    says: (words: string) => page.locator("[data-line]").filter({ hasText: words }).waitFor(),
    save: () => page.getByRole("button", { name: t("cohorts.sheet.save") }).click(),
    verify: () => page.getByRole("button", { name: t("cohorts.sheet.verify") }).click(),
  };
}

const SAVED = t("cohorts.sheet.savedAt", { time: "" }).trim();

describe("attendance on a phone", () => {
  test("a sheet of a group is one request of at most 2 KB", async () => {
    const { path, enrolments, marks } = await freshSheet();
    const sheet = await openSheet(path);
    const cdp = await sheet.page.context().newCDPSession(sheet.page);
    await cdp.send("Network.enable");
    const sent: number[] = [];
    sheet.page.on("request", (request) => {
      if (!request.url().endsWith("/marks")) return;
      // what thirty people would cost: the body's own part for each, and the head as it is
      const body = request.postData() ?? "";
      const head = Object.entries(request.headers()).reduce(
        (sum, [name, value]) => sum + name.length + value.length + 4,
        0,
      );
      sent.push(head + 10 + Math.round(((body.length - 6) / enrolments.length) * 30));
    });
    await sheet.save();
    await sheet.says(SAVED);
    expect(await marks()).toEqual(new Map(enrolments.map(({ id }) => [id, "present"])));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toBeLessThanOrEqual(2048);
  });

  test("the line goes for the middle of it, the phone is switched off, and nothing is lost", async () => {
    const { path, enrolments, marks } = await freshSheet();
    const [first, second] = enrolments.map(({ id }) => id) as [string, string];
    const sheet = await openSheet(path);
    const context = sheet.page.context();
    await sheet.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await sheet.page.reload(); // seen by the worker
    await sheet.mark(first, "absent");
    await sheet.rowSays(first, SAVED);

    await context.setOffline(true);
    await sheet.mark(second, "late");
    await sheet.rowSays(second, t("cohorts.sheet.waiting"));
    await sheet.save();
    await sheet.says(t("cohorts.sheet.kept"));
    expect(await marks()).toEqual(new Map([[first, "absent"]]));

    await sheet.page.reload(); // without a line: the worker has the sheet
    await sheet.page.locator("form[data-marks]").waitFor();
    expect(await sheet.chosen(second, "late")).toBe(true);
    await context.setOffline(false);
    await sheet.page.reload();
    await vi.waitFor(async () => expect((await marks()).size).toBe(enrolments.length), 10_000);
    const stands = await marks();
    expect([stands.size, stands.get(first), stands.get(second)]).toEqual([
      enrolments.length,
      "absent",
      "late",
    ]);
    await sheet.page.close();
  });

  test("a session that ends asks for the password only when marks are sent, and loses none", async () => {
    const { path, enrolments, marks } = await freshSheet();
    const [first] = enrolments.map(({ id }) => id) as [string];
    const sheet = await openSheet(path);
    await db.session.updateMany({
      where: { person: { username: "vanna" } },
      data: { expiresAt: new Date() },
    });
    await sheet.mark(first, "absent");
    await sheet.says(t("cohorts.sheet.signIn"));
    expect(await marks()).toEqual(new Map());
    await sheet.page.locator("[data-line] a").click();
    await fillSignIn(sheet.page, "vanna");
    await sheet.says(SAVED);
    expect(await marks()).toEqual(new Map([[first, "absent"]]));
  });

  test("what a colleague marked meanwhile is shown, not overwritten; then it is verified", async () => {
    const { path, enrolments, marks, cohortId, halfDayId } = await freshSheet();
    const [first] = enrolments.map(({ id }) => id) as [string];
    const sheet = await openSheet(path);
    const colleague = actorFor("colleague", [{ kind: "cohort", id: cohortId }]);
    const given = [{ who: first, mark: "absent" as const, minutesMissed: 0 }];
    await takeAttendance(colleague, { cohortId, halfDayId }, given, "", "2099-01-01");
    await sheet.mark(first, "late");
    await sheet.rowSays(
      first,
      t("cohorts.sheet.clash", { stands: t("cohorts.mark.absent"), given: t("cohorts.mark.late") }),
    );
    expect(await marks()).toEqual(new Map([[first, "absent"]]));
    await sheet.mark(first, "present");
    await sheet.rowSays(first, SAVED);
    await sheet.verify();
    await sheet.page.waitForURL(/\/calendar$/);
    expect((await marks()).size).toBe(enrolments.length);
    expect((await db.halfDay.findUniqueOrThrow({ where: { id: halfDayId } })).verifiedAt).not.toBeNull();
  });
});
