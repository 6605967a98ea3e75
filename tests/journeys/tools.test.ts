import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { App } from "#tests/support/app.ts";
import { ask } from "#tests/support/ask.ts";
import { chooseLanguage, useBrowser, type PageOptions } from "#tests/support/browser.ts";
import { COURSE, courseFiles, writeCourse } from "#tests/support/courseware.ts";
import { pageLooker, sizeFaults } from "#tests/support/page-faults.ts";
import { WATCH_LIST_WORDS_YAML } from "#tests/support/sheets.ts";
import { openStage } from "#tests/support/stage.ts";

/* A tool in the hand of somebody on the road: worked out on a phone without a script, taken along as a file. */

const stage = await openStage(inject("template"));
const { db } = await import("#app/infra/db.server.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { paths } = await import("#app/lib/paths.ts");
const { t } = wordsFor("en", "UTC");
const browser = useBrowser();
const faultsOf = pageLooker();

const MODULE = "modules/first";
/** A sheet that only asks for words. */
const MAP = {
  [`${MODULE}/sheets/map.yaml`]: `blocks:
  - id: people
    rows: 24
    columns:
      - { id: who, is: text }
      - { id: loses, is: text }
`,
  [`${MODULE}/en/map.md`]: "---\ntitle: A map\n---\nWho is touched.\n",
  [`${MODULE}/module.yaml`]: `${courseFiles()[`${MODULE}/module.yaml`]}  - { id: map, kind: tool, minutes: 5, objectives: [do] }\n`,
  [`${MODULE}/fr/sheets.yaml`]: `$state: machine-drafted\n$of: "000000000000"\n${WATCH_LIST_WORDS_YAML}`,
  [`${MODULE}/en/sheets.yaml`]: `${courseFiles()[`${MODULE}/en/sheets.yaml`]}map:
  blocks: { people: "People" }
  labels: { who: "Who", loses: "What they may lose" }
  examples: { who: ["Group leaders", "The teller"], loses: ["Their standing in the village, which took them years", "–"] }
`,
};

let app: App;
let versionId: string;
let learner: { enrolmentId: string; cookie: string };
let trainer: string;

beforeAll(async () => {
  const { importCourse } = await import("#app/features/catalogue/import-course.server.ts");
  const fresh = await import("#tests/support/fresh.ts");
  const { makeCohort } = await import("#tests/support/learning-fixture.ts");
  const outcome = await importCourse(await writeCourse(MAP), COURSE);
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  versionId = outcome.versionId;
  learner = await fresh.learner(await makeCohort(versionId), versionId);
  trainer = (await fresh.staff("trainer")).cookie;
  app = await stage.start();
});
afterAll(() => stage.close());

async function openPage(at: string, cookie: string, options: PageOptions = {}): Promise<Page> {
  const page = await browser.newPage(app.origin, { width: 360, phone: true, ...options });
  const [name = "", value = ""] = cookie.split("=");
  await page.context().addCookies([{ name, value, url: app.origin }]);
  await page.goto(at);
  return page;
}

const watchList = () => paths.unit(learner.enrolmentId, "first", "watch-list");
const box = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const cell = (page: Page, line: number, label: string) =>
  page.getByRole("group", { name: t("catalogue.tool.line", { number: line }) }).getByLabel(label);
const press = (page: Page, words: string) => page.getByRole("button", { name: words, exact: true }).click();
const result = async (page: Page, label: string) =>
  (await page.locator(".tool-results > div", { hasText: label }).locator("output").innerText()).trim();

describe("on a phone, without JavaScript", () => {
  test("it is filled in, worked out and emptied again; nothing of it is kept anywhere", async () => {
    const page = await openPage(watchList(), learner.cookie, { javaScript: false });
    const before = await db.auditEntry.count();
    await box(page, "Outstanding portfolio").fill("478 000");
    await cell(page, 1, "Code").fill("D-114");
    await cell(page, 1, "Outstanding").fill("4,780.5");
    await cell(page, 1, "Days late").fill("35");
    await press(page, t("catalogue.tool.workOut"));
    expect(await result(page, "PAR30")).toBe("1.0\u00a0%");
    expect(await result(page, "Over 30 days late")).toBe("4,781");
    expect(await box(page, "Outstanding portfolio").inputValue()).toBe("478 000");
    expect(await cell(page, 1, "Code").inputValue()).toBe("D-114");
    expect(await page.getByRole("group", { name: "Line 1" }).locator("output").innerText()).toContain(
      "1.0\u00a0%",
    );
    const { pathname, search, hash } = new URL(page.url());
    expect(pathname + search).toBe(watchList());
    expect(hash).toBe("#worked-out");
    expect(await db.auditEntry.count()).toBe(before);
    expect(app.complaints()).not.toContain("D-114");

    await press(page, t("catalogue.tool.empty"));
    expect(await cell(page, 1, "Code").inputValue()).toBe("");
    expect(await page.locator(".tool-results").count()).toBe(0);
  });

  test("a number that is none is said at its field, and everything typed stays", async () => {
    const page = await openPage(watchList(), learner.cookie, { javaScript: false });
    await box(page, "Outstanding portfolio").fill("many");
    await cell(page, 2, "Days late").fill("3.5");
    await cell(page, 2, "Code").fill("B-087");
    await press(page, t("catalogue.tool.workOut"));
    await page.getByText(t("common.error.summary", { count: 2 })).waitFor();
    const wrong = page.locator("[aria-invalid=true]");
    expect(await wrong.count()).toBe(2);
    expect(await wrong.nth(1).inputValue()).toBe("3.5");
    expect(await cell(page, 2, "Code").inputValue()).toBe("B-087");
    await page.getByRole("link", { name: t("common.form.whole-number") }).click();
    expect(new URL(page.url()).hash).toBe("#f5.2");
  });

  test("the example fills it in and works it out, for a trainer too", async () => {
    const pages = [
      await openPage(watchList(), learner.cookie, { javaScript: false }),
      await openPage(paths.previewUnit(versionId, "first", "watch-list"), trainer, { javaScript: false }),
    ];
    for (const page of pages) {
      await press(page, t("catalogue.tool.example"));
      expect(await box(page, "Month").inputValue()).toBe("October");
      expect(await cell(page, 2, "Outstanding").inputValue()).toBe("400");
      expect(await result(page, "Over 30 days late")).toBe("400");
    }
  });
});

test.each(["fr", "en"])(
  "under a French text, numbers are read and written as in French: page in %s",
  async (language) => {
    const page = await openPage(watchList(), learner.cookie);
    await chooseLanguage(page, language);
    await page.goto(`${watchList()}?lang=fr`);
    await page.locator("[name=f1]").fill("1,002");
    await page.locator('[name="f4.1"]').fill("0,2505");
    await page.locator('[name="f5.1"]').fill("31");
    await page.locator("[value=work-out]").click();
    expect(await result(page, "PAR30")).toMatch(/^25,0\s%$/);
  },
);

describe.each(["en", "ar-XB"])("in %s, nothing to find for axe, nothing cut off", (language) => {
  test.each(["as it is", "worked out", "with an error", "of words alone"])("%s", async (state) => {
    const at = state === "of words alone" ? paths.unit(learner.enrolmentId, "first", "map") : watchList();
    const page = await openPage(at, learner.cookie);
    await chooseLanguage(page, language);
    await page.goto(at);
    if (state === "worked out") await page.locator("[value=example]").click();
    if (state === "with an error") {
      await box(page, "Outstanding portfolio").fill("many");
      await page.locator('[name="f5.2"]').fill("3.5");
      await page.locator("[value=work-out]").click();
      await page.locator(".error-summary").waitFor();
    }
    expect(await sizeFaults(page)).toEqual([]);
    if (language === "en") expect(await faultsOf(page)).toEqual([]);
  });
});

test("its files are fetched by whoever may, and say how large they are", async () => {
  const page = await openPage(watchList(), learner.cookie);
  const links = await page.locator(".tool .download").all();
  expect(links).toHaveLength(2);
  for (const link of links) {
    expect(await link.innerText()).toMatch(/\d+ KB/);
    const href = (await link.getAttribute("href")) ?? "";
    const mine = await ask(app.origin, href, { cookie: learner.cookie });
    expect(mine.status).toBe(200);
    expect(mine.headers["cache-control"]).toContain("immutable");
    expect(mine.headers["content-disposition"]).toContain("watch-list.en.");
    const nobody = await ask(app.origin, href, { cookie: "" });
    expect(nobody.status).toBe(302);
  }
});
