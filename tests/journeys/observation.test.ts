import { afterAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { fillSignIn, signIn, useBrowser } from "#tests/support/browser.ts";
import { startApp } from "#tests/support/app.ts";
import { startDemo } from "#tests/support/demo.ts";

/* A master trainer observes on a phone, in a room without a line, through a session that ends and with a second device. */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { t } = wordsFor("en", "UTC");
/** A phone on the office network: plain http, and no name the browser trusts. */
const OFFICE = "office.test";
const browser = useBrowser({ args: [`--host-resolver-rules=MAP ${OFFICE} 127.0.0.1`] });

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

const SAVED = t("observation.rating.savedAt", { time: "" }).trim();

const entries = async (ratingId: string) =>
  db.ratingEntry.findMany({ where: { ratingId }, orderBy: { at: "asc" } });

test("over plain http, as on an office network, what is noted and timed is kept and sent", async () => {
  const { databaseUrl, dataDir } = demo;
  const office = await startApp({ databaseUrl, dataDir, host: OFFICE });
  onTestFinished(office.stop);
  const rating = await db.observationRating.findFirstOrThrow({ where: { signedAt: null, turn: 1 } });
  const before = (await entries(rating.id)).length;
  const page = await browser.newPage(office.origin, { width: 360, phone: true });
  await signIn(page, "kwame");
  await page.goto(`/observations/${rating.id}`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await page.locator("[name=note]").fill("Begins on time");
  await page.locator("button[name=about][value=C1]").click();
  await page.locator("[data-notes] li").filter({ hasText: "Begins on time" }).waitFor();
  for (const does of ["start", "stop"] as const)
    await page.getByRole("button", { name: t(`observation.rating.${does}`) }).click();
  await page.locator("[data-line]").filter({ hasText: SAVED }).waitFor();
  await vi.waitFor(async () => expect(await entries(rating.id)).toHaveLength(before + 3), 10_000);
  await page.goto("/v/offline");
  await page.getByText(t("credentials.offline.plainHttp")).waitFor();
  expect(await page.locator("#offline-check").isVisible()).toBe(false);
});

test("noted and scored without a line, session over: sent once, and what two phones say differently is chosen", async () => {
  const rating = await db.observationRating.findFirstOrThrow({
    where: { signedAt: null, turn: 1 },
    include: { observation: { include: { candidacy: true } } },
  });
  const before = (await entries(rating.id)).length;
  const path = `/observations/${rating.id}`;
  const page = await browser.newPage(demo.app.origin, { width: 360, phone: true });
  const context = page.context();
  const score = (of: typeof page, criterion: string, value: number) =>
    of.locator(`[data-cell=${criterion}] label:has([value="${value}"])`).click();
  const says = (words: string) => page.locator("[data-line]").filter({ hasText: words }).waitFor();
  const note = async (text: string, criterion: string) => {
    await page.locator("[name=note]").fill(text);
    await page.locator(`button[name=about][value=${criterion}]`).click();
  };
  // What a page sends while it goes or comes passes Chromium's imitation of a lost line, as it would not pass a real one.
  await context.addInitScript(() => {
    const ask = window.fetch.bind(window);
    window.fetch = async (what, how) => {
      if (how?.method === "POST" && sessionStorage.getItem("line") === "lost") throw new TypeError("no line");
      return ask(what, how);
    };
  });
  const line = (state: "lost" | "there") =>
    page.evaluate((now) => sessionStorage.setItem("line", now), state);
  await signIn(page, "kwame");
  await page.goto(path);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload(); // seen by the worker

  await line("lost");
  await context.setOffline(true);
  await page.getByRole("button", { name: t("observation.rating.start") }).click();
  await note("Waits for the slow table", "C11");
  await score(page, "C1", 4);
  await score(page, "C1", 5); // a second thought
  await score(page, "C2", 4);
  await says(t("observation.rating.keptHere"));
  await page.reload(); // the phone was switched off: the worker has the page
  await page.locator("[data-notes] li").filter({ hasText: "slow table" }).waitFor();
  expect(await page.locator("[data-cell=C1] input[type=radio][value='5']").isChecked()).toBe(true);
  await page.locator("[name=note]").fill("A thought not kept yet");
  await page.getByRole("button", { name: t("observation.rating.stop") }).click();
  expect(await entries(rating.id)).toHaveLength(before);

  await db.session.updateMany({ where: { person: { username: "kwame" } }, data: { expiresAt: new Date() } });
  await line("there");
  await context.setOffline(false);
  await says(t("observation.rating.signIn"));
  expect(await entries(rating.id)).toHaveLength(before);
  await page.locator("[data-line] a").click();
  await fillSignIn(page, "kwame");
  await says(SAVED);
  await vi.waitFor(async () => expect(await entries(rating.id)).toHaveLength(before + 6), 10_000);
  expect(await page.locator("[name=note]").inputValue()).toBe("A thought not kept yet");
  expect(await page.locator("[data-notes] li").filter({ hasText: "slow table" }).count()).toBe(1);

  // A second device of the same assessor, which saw nothing of what the first one says next.
  const other = await context.newPage();
  await other.goto(path);
  expect(await other.locator("[data-cell=C1] input[type=radio][value='5']").isChecked()).toBe(true);
  await score(page, "C2", 5);
  await vi.waitFor(async () => expect(await entries(rating.id)).toHaveLength(before + 7), 10_000);
  await score(other, "C2", 2);
  const clash = other
    .locator("[data-cell=C2] .saved")
    .filter({ hasText: t("observation.rating.clash", { said: "" }).slice(0, 20) });
  await clash.waitFor();
  expect(await other.locator("[data-cell=C2] :checked").count()).toBe(0);
  await score(other, "C2", 5);
  await other.locator("[data-cell=C2] .saved.good").waitFor();

  for (const criterion of ["C6", "C7", "C9", "C11", "C12"]) await score(other, criterion, 5);
  await other.locator("[name=minutes]").fill("185");
  await other.locator("[name=feedback]").fill("Calm, close to the room.");
  await other.getByRole("button", { name: t("observation.rating.sign") }).click();
  await other.getByText(t("observation.rating.signedAt", { at: "" }).slice(0, 22)).waitFor();
  // C8 at the floor: close to the other verdict, so it waits for a second rating.
  const { settledAt } = await db.observation.findUniqueOrThrow({ where: { id: rating.observationId } });
  expect(settledAt).toBeNull();
}, 120_000);
