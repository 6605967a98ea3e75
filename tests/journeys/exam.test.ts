import { afterAll, expect, inject, test, vi } from "vitest";
import { signIn, useBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

/* A candidate sits an exam on a phone: the code from the board, answers saved as they are given, handed in, told. */

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
