import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Translate, WordKey, WordParams } from "#app/locales/keys.ts";
import { readAnswerKey } from "./answer-key.ts";
import { chooseLanguage, signIn, type Browsing, type PageOptions } from "./browser.ts";
import { temporaryFolder } from "./database.ts";
import { poppler } from "./judges.ts";

/*
 * The journey of the README from a fresh demonstration: a learner learns, an administrator certifies, anyone checks.
 * Buttons and links are found by their words in the language of the round.
 */

const run = promisify(execFile);

export type Round = PageOptions & { language: string };

/** The tests of one round. */
export function mainJourney(origin: () => string, browser: Browsing, round: Round): void {
  const { language, ...options } = round;
  const { t, refusal } = wordsFor(language, "Asia/Phnom_Penh");
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function open(username?: string): Promise<Reader> {
    const page = await browser.newPage(origin(), options);
    if (username) await signIn(page, username);
    else await page.goto("/v");
    if (language !== "en") await chooseLanguage(page, language);
    return reader(page, t);
  }

  test("Dara reads on and sits the module test in two sittings", async () => {
    const { page, follow, press, see, close } = await open("dara");
    await see("learning.passbook.unitsDone", { settled: 2, units: 11 });
    expect(await page.locator(".stamp").count()).toBeGreaterThan(0);
    await follow("learning.next.continue");
    await page.getByRole("heading", { level: 1, name: "Four ways to look better" }).waitFor();
    await press("learning.unit.doneNext");
    await page.getByRole("heading", { level: 1, name: "Ask the portfolio" }).waitFor();
    await follow("learning.unit.toModule");
    await page.locator("main a[href$='/module-test']").first().click();
    await press("learning.assessment.start");

    const key = await readAnswerKey("managing-for-results", "credit-risk-and-delinquency");
    const question = (position: number) => page.locator(`[data-question="${position}"]`);
    for (const position of [1, 2]) {
      await key.answer(question(position));
      if (options.phone) await press("learning.paper.saveNext");
      else await page.locator(`#saved-${position}.good`).waitFor();
    }
    if (options.phone) await question(3).waitFor();
    await page.goto("/learn");
    await follow("learning.next.resume");
    await follow("learning.assessment.resume");
    await page.locator("#hand-in").waitFor();
    expect(await page.locator(".saved.good").count()).toBe(2);
    const items = await page.locator("[data-question]").count();
    for (let position = 3; position <= items; position += 1) await key.answer(question(position));
    await press("learning.paper.handIn");

    await see("learning.result.passedWord");
    await see("learning.result.items");
    await page.goto("/learn");
    await see("learning.passbook.unitsDone", { settled: 4, units: 11 });
    await close();
  });

  test("Bopha confirms her name as it will be printed", async () => {
    const { page, press, see, close } = await open("bopha");
    await page.locator("main a[href$='/name']").first().click();
    await press("learning.name.confirm");
    await see("common.notice.name-confirmed");
    await close();
  });

  test("Aminata validates the report, issues for all who qualify and closes the cohort", async () => {
    const { page, follow, press, see, close } = await open("aminata");
    await see("admin.work.reports-to-validate", { count: 1 });
    await page.getByRole("link", { name: t("admin.work.reports-to-validate", { count: 1 }) }).click();
    await press("cohorts.report.validate");
    await see("common.notice.report-validate");
    await page.locator(".eyebrow a").click();
    await follow("cohorts.head.certificates");
    const rowOf = (name: string) => page.getByRole("row").filter({ hasText: name });
    for (const [name, reason] of Object.entries({
      "Ros Vannak": "certificate.missing-final",
      "Chea Sreymom": "certificate.missing-attendance",
      "Fatou Ndiaye": "certificate.missing-action-plan",
    }))
      expect(await rowOf(name).innerText(), name).toContain(refusal({ key: reason }));
    await page.getByRole("button", { name: t("certification.issue.all", { count: 6 }) }).click();
    await see("common.notice.certificates-asked", { count: 6 });
    // A job: the page comes back before it is done, and says how far it is.
    await vi.waitFor(async () => {
      await page.reload();
      expect(await page.locator("[data-under-way]").count()).toBe(0);
    }, 15_000);
    expect(await rowOf("Sok Dara").innerText()).toContain(t("certification.short.achievement"));
    await page.locator(".eyebrow a").click();
    await page.getByText(t("cohorts.close.title"), { exact: true }).click();
    await press("cohorts.close.act");
    await see("common.notice.cohort-closed");
    await see("cohorts.phase.closed");
    await close();
  });

  test("Dara downloads the certificate, and anyone checks it", async () => {
    const learner = await open("dara");
    await learner.follow("common.nav.certificates");
    const [download] = await Promise.all([
      learner.page.waitForEvent("download"),
      learner.page.locator("main a[href$='/pdf']").click(),
    ]);
    const file = path.join(folder, "certificate.pdf");
    await download.saveAs(file);
    await learner.close();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");
    const { stdout: text } = await run(poppler().pdftotext, ["-layout", file, "-"]);
    expect(text).toContain("Sok Dara");
    expect(text).toContain("សុខ");
    const [number] = /PB-\d{4}-\d{6}-\w/.exec(text) ?? [];
    expect(download.suggestedFilename()).toBe(`${number}.pdf`);

    const address = await codeOn(file);
    expect(new URL(address).origin).toBe(origin());
    const { page, close } = await open();
    await page.goto(address);
    const verdict = page.getByRole("heading", { level: 1 });
    expect(await verdict.innerText()).toContain(t("certification.check.word.valid"));
    expect(await verdict.innerText()).toContain("Sok Dara");

    await page.goto("/v");
    await page.fill("main [name=q]", number!);
    await page.getByRole("button", { name: t("certification.check.act"), exact: true }).click();
    await page.waitForURL(/\/v\?q=/);
    expect(await verdict.innerText()).toContain(t("certification.check.word.valid"));
    expect(await page.locator("body").innerText()).not.toMatch(/Dara|សុខ/);
    await close();
  });

  /** What a phone's camera reads on the printed sheet. */
  async function codeOn(file: string): Promise<string> {
    await run(poppler().pdftoppm, ["-r", "150", "-png", "-singlefile", file, file]);
    const { data, width, height } = PNG.sync.read(await readFile(`${file}.png`));
    return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? "";
  }
}

type Reader = {
  page: Page;
  press: (key: WordKey, params?: WordParams) => Promise<void>;
  follow: (key: WordKey, params?: WordParams) => Promise<void>;
  see: (key: WordKey, params?: WordParams) => Promise<void>;
  close: () => Promise<void>;
};

/** Somebody who finds their way by the words on the page. */
function reader(page: Page, t: Translate): Reader {
  return {
    page,
    press: (key, params) => page.getByRole("button", { name: t(key, params), exact: true }).click(),
    follow: (key, params) =>
      page
        .getByRole("link", { name: t(key, params), exact: true })
        .first()
        .click(),
    see: (key, params) => page.getByText(t(key, params)).first().waitFor(),
    close: () => page.context().close(),
  };
}
