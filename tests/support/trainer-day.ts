import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { shortOf } from "#app/features/cohorts/attendance-forms.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { signIn, type Browsing } from "./browser.ts";

/* A trainer through one day on a phone: the morning's session, attendance while the line is gone, the signed sheet as a
 * photo, a word to those behind, an online afternoon, and in the evening how the day was. */

/** The tests of one database, which the environment names. */
export function trainerDay(origin: string, browser: Browsing): void {
  const { t } = wordsFor("en", "UTC");

  let page: Page;
  let cohortId: string;
  let morning: string;
  let afternoon: string;
  let people: { id: string; name: string }[];

  beforeAll(async () => {
    const cohort = await db.cohort.findFirstOrThrow({ where: { name: { contains: "evenings" } } });
    cohortId = cohort.id;
    const [am, pm] = await db.halfDay.findMany({
      where: { cohortId, marks: { none: {} } },
      orderBy: [{ date: "asc" }, { part: "asc" }],
    });
    [morning, afternoon] = [am!.id, pm!.id];
    const enrolments = await db.enrolment.findMany({
      where: { cohortId },
      orderBy: { sortName: "asc" },
      select: { id: true, person: { select: { name: true } } },
    });
    people = enrolments.map(({ id, person }) => ({ id, name: person.name }));
    page = await browser.newPage(origin, { width: 360, phone: true });
    await signIn(page, "vanna");
  });
  afterAll(async () => {
    await page.context().close();
  });

  const press = (words: string) => page.getByRole("button", { name: words, exact: true }).click();
  const see = (words: string) => page.getByText(words).first().waitFor();
  const marksOf = async (halfDayId: string) =>
    new Map(
      (await db.attendanceMark.findMany({ where: { halfDayId } })).map((each) => [
        each.enrolmentId,
        each.mark,
      ]),
    );
  const row = (id: string) => page.locator(`li[data-who="${shortOf(id)}"]`);

  /** Nothing of a page is cut off at the side. */
  const fits = async () =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      page.url(),
    ).toBeLessThanOrEqual(0);

  test("in the morning the calendar leads to today's sheet; the line goes for two minutes and nothing is lost", async () => {
    await page.clock.install();
    await page.goto(`/cohorts/${cohortId}/calendar`);
    await fits();
    await page.locator(`a[href="/cohorts/${cohortId}/attendance/${morning}"]`).first().click();
    await page.locator("form[data-marks]").waitFor();
    await fits();
    const [late, absent] = [people[0]!, people[1]!];
    const tap = (id: string, mark: string) => row(id).locator(`label:has([value=${mark}])`).click();
    await tap(late.id, "late");
    await row(late.id)
      .locator(".saved")
      .filter({ hasText: t("cohorts.sheet.savedAt", { time: "" }).trim() })
      .waitFor();

    await page.context().setOffline(true);
    await tap(absent.id, "absent");
    await press(t("cohorts.sheet.save"));
    await page
      .locator("[data-line]")
      .filter({ hasText: t("cohorts.sheet.kept") })
      .waitFor();
    await page.clock.fastForward(120_000);
    expect((await marksOf(morning)).size).toBe(1);
    await page.context().setOffline(false);
    await vi.waitFor(async () => expect((await marksOf(morning)).size).toBe(people.length), 20_000);
    const marks = await marksOf(morning);
    expect([marks.get(late.id), marks.get(absent.id)]).toEqual(["late", "absent"]);
  });

  test("the signed sheet is photographed; a page too many is taken away with its reason", async () => {
    await page.goto(`/cohorts/${cohortId}/attendance/${morning}/pages`);
    const shot = (background: string) =>
      sharp({ create: { width: 2400, height: 1800, channels: 3, background } })
        .jpeg()
        .withMetadata({ orientation: 6 })
        .toBuffer();
    await page.setInputFiles("#files", [
      { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await shot("#ddd") },
      { name: "IMG_2.jpg", mimeType: "image/jpeg", buffer: await shot("#333") },
    ]);
    await press(t("cohorts.files.signed-sheet.submit"));
    await see(t("common.notice.pages-kept", { count: 2 }));
    await fits();
    const images = page.locator(".kept-files img");
    await images.first().scrollIntoViewIfNeeded();
    await vi.waitFor(async () =>
      expect(
        await images.first().evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth),
      ).toBe(true),
    );
    const second = page.locator(".kept-files li").nth(1);
    await second.locator("summary").click();
    await second.locator("[name=reason]").fill("My lunch");
    await second.getByRole("button").click();
    await see(t("common.notice.session-file-removed"));
    await see("My lunch");
    await page.setInputFiles("#files", {
      name: "note.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from("no picture"),
    });
    await press(t("cohorts.files.signed-sheet.submit"));
    await page.getByRole("alert").filter({ hasText: "note.jpg" }).waitFor();
  });

  test("a handout reaches the people of the cohort", async () => {
    await page.goto(`/cohorts/${cohortId}/calendar/${morning}/files`);
    const pdf = Buffer.from("%PDF-1.4 the case of the day");
    await page.setInputFiles("#files", {
      name: "Étude de cas.pdf",
      mimeType: "application/pdf",
      buffer: pdf,
    });
    await press(t("cohorts.files.handout.submit"));
    await see(t("common.notice.files-handed-out", { count: 1 }));
    const phone = await browser.newPage(origin, { width: 360, phone: true });
    await signIn(phone, "dara");
    const own = await db.enrolment.findFirstOrThrow({ where: { cohortId, person: { username: "dara" } } });
    await phone.goto(`/learn/${own.id}/days`);
    const link = phone.getByRole("link", { name: "Étude de cas.pdf" });
    const [download] = await Promise.all([phone.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe("Étude de cas.pdf");
    await phone.context().close();
  });

  test("the afternoon was online: the meeting's list becomes marks", async () => {
    await page.goto(`/cohorts/${cohortId}/attendance/${afternoon}/meeting`);
    await fits();
    const rows = people.slice(1).map(({ name }) => `${name},13:29,16:45`);
    const list = ["Name,Join Time,Leave Time", "Somebody's tablet,14:30,16:45", ...rows].join("\r\n");
    await page.setInputFiles("#file", {
      name: "meeting.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(list),
    });
    await press(t("cohorts.meeting.look"));
    await see(t("cohorts.meeting.unknown", { count: 1 }));
    await page.locator('[name="a.0"]').selectOption(shortOf(people[0]!.id));
    await press(t("cohorts.meeting.lookAgain"));
    await see(t("cohorts.meeting.missed", { mark: t("cohorts.mark.late"), count: 60 }));
    await fits();
    expect((await marksOf(afternoon)).size).toBe(0);
    await press(t("cohorts.meeting.take"));
    await see(t("common.notice.attendance-saved", { count: people.length }));
    const marks = await marksOf(afternoon);
    expect(people.map(({ id }) => marks.get(id))).toEqual(["late", ...people.slice(1).map(() => "present")]);
  });

  test("those behind get a word, and in the evening the day's evaluation is open", async () => {
    await page.goto(`/cohorts/${cohortId}/behind`);
    await fits();
    await page.locator("[name=subject]").fill("Tomorrow");
    await page.locator("[name=body]").fill("Bring your own portfolio report.");
    await press(t("cohorts.behind.send"));
    await see("Bring your own portfolio report.");
    expect(await db.auditEntry.count({ where: { action: "cohort.written-to", subjectId: cohortId } })).toBe(
      1,
    );
    await page.goto(`/cohorts/${cohortId}/evaluations`);
    await fits();
    await page.goto(`/cohorts/${cohortId}/attendance/${morning}`);
    await press(t("cohorts.sheet.verify"));
    await page.waitForURL(/\/calendar$/);
  });
}
