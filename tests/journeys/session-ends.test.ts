import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { fillSignIn, signIn, useBrowser, type PageOptions } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

/* The line is cut, the session ends, the phone goes to somebody else: typed work stays with its author. */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { t } = wordsFor("en", "UTC");
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

/** Somebody in the middle of a module test: begins it, or goes on with it. */
async function sit(username: string, module: string, options: PageOptions = {}) {
  const page = await browser.newPage(demo.app.origin, options);
  await signIn(page, username);
  await page.getByRole("link", { name: module }).first().click();
  await page.locator("main a[href$='/module-test']").first().click();
  await page.locator("main :is([name=intent][value=start], a[href^='/attempts/'])").first().click();
  await page.locator("#hand-in").waitFor();
  await page.waitForLoadState("load"); // a line cut before the script has come would leave the page without it
  const { pathname } = new URL(page.url());
  const attemptId = pathname.split("/").at(-1)!;
  const answers = () => db.answer.findMany({ where: { attemptId }, orderBy: { itemId: "asc" } });
  return { page, address: pathname, answers, question: firstChoice(page) };
}

/** The first question of the paper where one of three or more is chosen. */
function firstChoice(page: Page) {
  const section = page.locator("[data-question]:has(.choice:nth-child(3) [type=radio])").first();
  return {
    choose: (option: number) => section.locator("input[type=radio]").nth(option).check(),
    chosen: (option: number) => section.locator("input[type=radio]").nth(option).isChecked(),
    save: () => section.getByRole("button", { name: t("learning.paper.save") }).click(),
    /** Until the line beside the question says so. */
    says: (words: string | RegExp) => section.locator(".saved").filter({ hasText: words }).waitFor(),
    link: section.locator(".saved a"),
  };
}

const SAVED = new RegExp(t("learning.paper.saved", { time: "" }));

const endSessionsOf = (username: string) =>
  db.session.updateMany({ where: { person: { username } }, data: { expiresAt: new Date() } });

const see = (page: Page, words: string) => page.getByText(words).first().waitFor();
const press = (page: Page, words: string) => page.getByRole("button", { name: words, exact: true }).click();

describe("a form posted after the session has ended, without JavaScript", () => {
  const options = { javaScript: false, width: 360 };

  test("is kept on the sign-in page, and one press sends it once", async () => {
    const { page, address, answers, question } = await sit("dara", "Credit risk and delinquency", options);
    await question.choose(1);
    await endSessionsOf("dara");
    await question.save();
    await see(page, t("common.error.signInText"));
    await fillSignIn(page, "dara");
    await see(page, t("identity.sendAgain.title"));
    expect(await answers()).toEqual([]);

    await press(page, t("identity.sendAgain.submit"));
    await question.says(SAVED);
    expect(new URL(page.url()).pathname).toBe(address);
    expect(await question.chosen(1)).toBe(true);
    const sent = await answers();
    expect(sent).toHaveLength(1);

    await page.goto(address); // not from the way back, where the work still stands in the history
    await question.says(SAVED);
    expect(await answers()).toEqual(sent);
  });

  test("is sent by nobody but its author", async () => {
    const { page, answers, question } = await sit("dara", "Credit risk and delinquency", options);
    const before = await answers();
    await question.choose(0);
    await endSessionsOf("dara");
    await question.save();
    const kept = await page.locator("[name=kept]").inputValue();
    await fillSignIn(page, "youssef");
    await see(page, t("common.notice.kept-not-yours"));
    expect(await page.getByRole("button", { name: t("identity.sendAgain.submit") }).count()).toBe(0);

    const headers = { "Sec-Fetch-Site": "same-origin" };
    const forced = await page.request.post("/send-again", { form: { kept }, headers });
    expect(forced.status()).toBe(410);
    expect(await answers()).toEqual(before);
  });
});

describe("answers, with JavaScript", () => {
  test("are saved as they are given, wait while the line is cut, and go when it is back", async () => {
    const { page, address, answers, question } = await sit("maria", "The manager’s job in an MFI");
    const context = page.context();
    await question.choose(0);
    await question.says(SAVED);
    const [first] = await answers();

    await context.setOffline(true);
    await question.choose(1);
    await question.says(t("learning.paper.waiting"));
    expect(await answers()).toEqual([first]);
    await context.setOffline(false);
    await question.says(SAVED);
    expect((await answers())[0]!.value).not.toBe(first!.value);

    await context.setOffline(true);
    await question.choose(2);
    await question.says(t("learning.paper.waiting"));
    await page.close(); // the phone is switched off
    await context.setOffline(false);
    const later = await context.newPage();
    await later.goto(address);
    const again = firstChoice(later);
    await again.says(SAVED);
    expect(await again.chosen(2)).toBe(true);
    await later.reload();
    expect(await again.chosen(2)).toBe(true);
  });

  test("stay when the session ends, and go once their author is back", async () => {
    const { page, address, answers, question } = await sit("sreymom", "The manager’s job in an MFI");
    await endSessionsOf("sreymom");
    await question.choose(1);
    await question.says(t("learning.paper.signIn"));
    expect(await answers()).toEqual([]);
    await question.link.click();
    await fillSignIn(page, "sreymom");
    await page.waitForURL((url) => url.pathname === address);
    await question.says(SAVED);
    expect(await question.chosen(1)).toBe(true);
    expect(await answers()).toHaveLength(1);
  });

  test("of somebody who left wait for them on a shared phone, and nobody else is shown or sends them", async () => {
    const { page, address, answers, question } = await sit("youssef", "Pricing responsibly");
    await page.context().setOffline(true);
    await question.choose(1);
    await question.says(t("learning.paper.waiting"));
    await endSessionsOf("youssef");
    await page.context().setOffline(false);
    await question.says(t("learning.paper.signIn"));
    await question.link.click();
    await fillSignIn(page, "maria");
    expect((await page.goto(address))?.status()).toBe(404); // an attempt that is not hers
    await page.goto("/learn");
    await page.getByRole("link", { name: "The manager’s job in an MFI" }).first().click();
    await page.locator("main a[href$='/module-test']").first().click();
    await page.locator("main :is([name=intent][value=start], a[href^='/attempts/'])").first().click();
    await page.locator("#hand-in").waitFor();
    expect(await page.locator(".saved.warn").count()).toBe(0);
    expect(await answers()).toEqual([]);

    await press(page, t("common.nav.notMe"));
    await fillSignIn(page, "youssef");
    await page.goto(address);
    await question.says(SAVED);
    expect(await question.chosen(1)).toBe(true);
    expect(await answers()).toHaveLength(1);
  });
});

test("a page that cannot be fetched says so in the learner's language; nothing of theirs is kept for it", async () => {
  const page = await browser.newPage(demo.app.origin, { width: 360 });
  await signIn(page, "fatou");
  await page.goto("/learn");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.getByRole("navigation").getByRole("link").first().click();
  const { pathname } = new URL(page.url());
  const french = wordsFor("fr", "UTC");
  await page.getByRole("heading", { level: 1, name: french.t("common.offline.title") }).waitFor();
  expect(await page.locator("body").evaluate((body) => getComputedStyle(body).margin)).toBe("0px");
  expect(await page.locator("body").innerText()).not.toContain("Fatou");
  const kept = await page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => !path.startsWith("/assets/")).sort()).toEqual(["/guilloche.svg", "/offline"]);
  await page.context().setOffline(false);
  await page.getByRole("link", { name: french.t("common.offline.retry") }).click();
  await page.getByText("Fatou Ndiaye").first().waitFor();
  expect(new URL(page.url()).pathname).toBe(pathname);
});

describe.each([true, false])("“Not me”, JavaScript %s", (javaScript) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage(demo.app.origin, { javaScript, width: 360 });
    await signIn(page, "sophea");
    await page.getByRole("link", { name: "Management essentials" }).first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await press(page, t("common.nav.notMe"));
    await see(page, t("common.notice.signed-out"));
  });

  test.each(["Back", "Back once more"])("%s shows nothing", async () => {
    await page.goBack();
    await page.locator("[name=password]").waitFor();
    expect(await page.locator("body").innerText()).not.toMatch(/Sophea|Management essentials|My learning/);
  });
});
