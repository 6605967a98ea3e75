import { afterAll, expect, inject, test, vi } from "vitest";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { paths } from "#app/lib/paths.ts";
import { signIn, useBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

/*
 * A candidate sits an exam on a phone: the code from the board, answers saved as they are given, handed in, told. And one on
 * paper, from the booklet to the result: everybody who has a hand in it holds a phone.
 */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { t, refusal } = wordsFor("en", "UTC");
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

test("the code, the answers, the end; nothing of it wider than the phone", async () => {
  const script = await db.examScript.findFirstOrThrow({
    where: { startedAt: null, candidacy: { person: { username: "sophea" } } },
    include: { sitting: true },
  });
  const page = await browser.newPage(demo.app.origin, { width: 360, phone: true });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await signIn(page, "sophea");
  await page.goto(`/candidacies/${script.candidacyId}`);
  await page.locator(`a[href="/my-exams/${script.id}"]`).click();

  await page.locator("[name=opening]").fill("000000");
  await press(t("exams.mine.begin"));
  await page
    .getByRole("alert")
    .filter({ hasText: refusal({ key: "exam.wrongCode" }) })
    .waitFor();
  await page.locator("[name=opening]").fill(script.sitting.code.toLowerCase());
  await press(t("exams.mine.begin"));

  await page.locator("input[type=radio]").first().check();
  const answers = () => db.examAnswer.findMany({ where: { scriptId: script.id } });
  await vi.waitFor(async () => expect(await answers()).toHaveLength(1), 10_000);
  await page.reload();
  expect(await page.locator("input[type=radio]").first().isChecked()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  await press(t("learning.paper.handIn"));
  await press(t("learning.paper.handInAnyway"));
  await page.getByRole("heading", { name: t("exams.mine.handedIn") }).waitFor();
  expect((await db.examScript.findUniqueOrThrow({ where: { id: script.id } })).submittedAt).not.toBeNull();
});

test("on paper: printed, handed out, photographed, typed in twice beside its page, marked from it, released", async () => {
  const { sitting, ...script } = await db.examScript.findFirstOrThrow({
    where: { candidacy: { person: { username: "rachana" } } },
    include: { sitting: true },
  });
  // Its day has come: that of the other exam.
  const { day } = await db.examSitting.findFirstOrThrow({
    where: { scripts: { some: { candidacy: { person: { username: "sophea" } } } } },
  });
  await db.examSitting.update({ where: { id: sitting.id }, data: { day } });
  const as = async (username: string, path: string) => {
    const page = await browser.newPage(demo.app.origin, { width: 360, phone: true });
    await signIn(page, username);
    await page.goto(path);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  const fits = async (page: Page) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  const custodian = await as("ana", "/exam-papers");
  const printed = await custodian.request.get(paths.booklet(script.id));
  expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");

  const room = await as("vanna", paths.invigilate(sitting.id));
  const number = String(script.number);
  const name = "Keo Rachana";
  await press(room, t("exams.room.open"));
  await press(room, t("exams.room.checkNamed", { name }));
  await press(room, t("exams.room.handOutNamed", { name }));
  await press(room, t("exams.room.collectNamed", { name }));
  await press(room, t("exams.room.close"));
  await room.getByRole("link", { name: t("exams.room.pagesNamed", { number }) }).click();
  const photo = { create: { width: 600, height: 850, channels: 3, background: "#f3f0e6" } } as const;
  const buffer = await sharp(photo).jpeg().toBuffer();
  await room.locator("input[type=file]").setInputFiles({ name: "page.jpg", mimeType: "image/jpeg", buffer });
  await press(room, t("exams.scan.do"));
  await room
    .getByText(t("exams.scan.page", { number: "1" }))
    .first()
    .waitFor();

  for (const keyer of ["aminata", "ana"]) {
    const sheet = await as(keyer, paths.keySheet(script.id));
    await seesThePage(sheet);
    await fits(sheet);
    await typeIn(sheet);
    await press(sheet, t("exams.keying.do"));
    await sheet.waitForURL("**/exam-keying");
  }
  const marker = await as("kwame", paths.markScript(script.id));
  await seesThePage(marker);
  await fits(marker);
  await marker.locator("[name^=points]").fill("0");
  await press(marker, t("learning.marking.save"));
  await marker.waitForURL("**/exam-marking");

  const officer = await as("jean", paths.sitting(sitting.id)); // reads French
  await fits(officer);
  await officer.locator("button[value=release]").click();
  const score = async () => (await db.examScript.findUniqueOrThrow({ where: { id: script.id } })).score;
  await vi.waitFor(async () => expect(await score()).not.toBeNull(), 20_000);
});

/** Stays in sight while one goes down the form. */
async function seesThePage(page: Page) {
  const scan = page.getByRole("img", { name: t("exams.scan.page", { number: "1" }) });
  await scan.waitFor();
  await vi.waitFor(async () =>
    expect(await scan.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600),
  );
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  const box = (await scan.boundingBox())!;
  expect(box.y + box.height).toBeGreaterThan(0);
  expect(box.y).toBeLessThan(page.viewportSize()!.height);
}

/** The first of everything; of an order, the order it stands in. */
const typeIn = (page: Page) =>
  page.evaluate(() => {
    for (const group of document.querySelectorAll("form fieldset")) {
      group.querySelector<HTMLInputElement>("input[type=radio], input[type=checkbox]")?.click();
      group.querySelectorAll("select").forEach((select, index) => (select.selectedIndex = index + 1));
      for (const text of group.querySelectorAll<HTMLInputElement>("input[type=text]")) text.value = "6";
    }
  });
