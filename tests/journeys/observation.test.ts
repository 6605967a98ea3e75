import { afterAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { fillSignIn, signIn, useBrowser } from "#tests/support/browser.ts";
import { startApp } from "#tests/support/app.ts";
import { startDemo } from "#tests/support/demo.ts";

/*
 * A master trainer observes on a phone, in a room without a line, through a session that ends and with a second device; an
 * area manager a session with clients.
 */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { PLATFORM_STEPS } = await import("#app/features/trainers/schemes/checklist.ts");
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

type Page = Awaited<ReturnType<typeof browser.newPage>>;

/** What a page sends while it goes or comes passes Chromium's imitation of a lost line, as it would not pass a real one. */
async function lineOf(page: Page) {
  await page.context().addInitScript(() => {
    const ask = window.fetch.bind(window);
    window.fetch = async (what, how) => {
      if (how?.method === "POST" && sessionStorage.getItem("line") === "lost") throw new TypeError("no line");
      return ask(what, how);
    };
  });
  return async (state: "lost" | "there") => {
    await page.evaluate((now) => sessionStorage.setItem("line", now), state);
    await page.context().setOffline(state === "lost");
  };
}

async function seenByTheWorker(page: Page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
}

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
  const line = await lineOf(page);
  await signIn(page, "kwame");
  await page.goto(path);
  await seenByTheWorker(page);

  await line("lost");
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

test("a session with clients is ticked and recorded without a line, session over: taken in once, as it was ticked", async () => {
  const { id } = await db.candidacy.findFirstOrThrow({ where: { person: { username: "bb4" } } });
  const sessions = () =>
    db.candidacyEvent.findMany({ where: { candidacyId: id, kind: "checklist" }, orderBy: { number: "asc" } });
  const before = (await sessions()).length;
  const path = `/candidates/${id}/session`;
  const page = await browser.newPage(demo.app.origin, { width: 360, phone: true });
  const says = (words: string) => page.locator("[data-line]").filter({ hasText: words }).waitFor();
  const step = (of: string) => page.locator(`[name="ticked[]"][value="${of}"]`);
  const record = page.getByRole("button", { name: t("candidacy.record.checklist.do") });
  const line = await lineOf(page);
  await signIn(page, "sovann");
  await page.goto(path);
  await seenByTheWorker(page);

  await line("lost");
  for (const done of PLATFORM_STEPS) if (done !== "example") await step(done).check();
  await page.reload(); // the phone was switched off: the worker has the page, and it what was ticked
  expect([await step("message").isChecked(), await step("example").isChecked()]).toEqual([true, false]);
  await page.locator('[name="topics[]"][value="saving"]').check();
  await record.click();
  await says(t("observation.rating.keptHere"));
  expect(await record.isDisabled()).toBe(true);
  await page.reload();
  await says(t("observation.rating.keptHere"));
  expect(await sessions()).toHaveLength(before);

  await db.session.updateMany({ where: { person: { username: "sovann" } }, data: { expiresAt: new Date() } });
  await line("there");
  await says(t("observation.rating.signIn"));
  await page.locator("[data-line] a").click();
  await fillSignIn(page, "sovann");
  await page.getByText(t("common.notice.candidacy-recorded")).waitFor();
  const kept = await sessions();
  expect(kept).toHaveLength(before + 1);
  expect(JSON.parse(kept.at(-1)!.body)).toMatchObject({
    done: 9,
    steps: 10,
    criticalMissed: 0,
    missed: [{ step: "example" }],
    topics: ["saving"],
  });

  // Nothing of it is left on the phone; what the server refuses stays in the form, and is put right there.
  await page.goto(path);
  expect(await step("message").isChecked()).toBe(false);
  await step("message").check();
  await record.click();
  await says(t("common.refusal.candidacy.whichTopics"));
  expect([await step("message").isChecked(), await record.isEnabled()]).toEqual([true, true]);
  await page.locator('[name="topics[]"][value="saving"]').check();
  await record.click();
  await page.getByText(t("common.notice.candidacy-recorded")).waitFor();

  // The page the worker keeps is the one that was recorded from: another session is another record.
  await line("lost");
  await page.goto(path);
  for (const done of ["message", "respect"]) await step(done).check();
  await page.locator('[name="topics[]"][value="budget"]').check();
  await record.click();
  await says(t("observation.rating.keptHere"));
  await line("there");
  await page.getByText(t("common.notice.candidacy-recorded")).waitFor();
  const done = (await sessions()).map(({ body }) => (JSON.parse(body) as { done: number }).done);
  expect(done.slice(before)).toEqual([9, 1, 2]);

  // Sent after the candidacy has ended: refused, kept on the phone, and why is said each time the page is opened.
  await line("lost");
  await page.goto(path);
  await step("message").check();
  await page.locator('[name="topics[]"][value="budget"]').check();
  await record.click();
  await says(t("observation.rating.keptHere"));
  const last = await db.candidacyEvent.findFirstOrThrow({
    where: { candidacyId: id },
    orderBy: { number: "desc" },
  });
  const ends = { kind: "withdraw", actingAs: "officer", body: "{}", reason: "Left", inputs: null };
  await db.candidacyEvent.create({
    data: { ...last, ...ends, id: `${last.id}-end`, number: last.number + 1 },
  });
  const later = await page.context().newPage();
  await page.close();
  await later.context().setOffline(false);
  await later.goto(path);
  await later.getByText(t("candidacy.session.notNow")).waitFor();
  const refused = later.locator("[data-line]").filter({ hasText: t("common.refusal.candidacy.ended") });
  await refused.waitFor();
  await later.reload();
  await refused.waitFor();
}, 120_000);
