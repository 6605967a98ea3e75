import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "#app/locales/en.ts";
import type { Scene } from "#tests/access/forms/scene.ts";
import type { World } from "./access-world.ts";
import type { App } from "./app.ts";
import { ask, type Asked } from "./ask.ts";
import { hostileAddresses, hostileTo, sendRight, type Sent } from "./hostile.ts";
import { dataAddress, fill, readManifest, whoMay } from "./manifest.ts";
import type { Stage } from "./stage.ts";

/*
 * Hostile forms for every action, by somebody who may, on something of their own: what is wrong is said in words,
 * and nothing breaks. Half of them on each database, others on each: what reads a form is the same code.
 * FUZZ=1000 for more of each action, FUZZ_SEED=… for others.
 */

const OF_EACH_ACTION = Number(process.env["FUZZ"] ?? 14) / 2;
/** An action of many forms gets more. */
const OF_EACH_FORM = OF_EACH_ACTION * 0.55;
const OF_EACH_ADDRESS = OF_EACH_ACTION * 0.3;
/** That is a hang, on however busy a machine. */
const LONGEST_MS = 10_000;
/** Takes no form, right or wrong. */
const NO_PAGE = "/*";
/** Before anybody has an account. */
const SET_UP = "/set-up/:token";

/** What the app runs in: a day that is after the end of the cohorts that are over. */
export const ENVIRONMENT = { FIXED_TODAY: "2026-11-02", OUTBOX_SECONDS: "3600" };

/** The tests of one database; call it at the top of the file. */
export async function fuzzEveryAction(database: string, stage: Stage): Promise<void> {
  const seed = `${process.env["FUZZ_SEED"] ?? "passbook"} on ${database}`;
  const { VALID_FORMS } = await import("#tests/access/valid-forms.ts");
  const manifest = await readManifest();
  const actions = manifest.filter(({ action, path }) => action && path !== NO_PAGE);
  const forms = actions.flatMap(({ path }) =>
    Object.entries(VALID_FORMS[path] ?? {}).map(([what, makeScene], _, { length }): Form => ({
      path,
      what,
      makeScene,
      times: Math.ceil(Math.max(OF_EACH_ACTION / length, OF_EACH_FORM)),
      seed: `${seed}, ${path} ${what}`,
    })),
  );
  const tally = { sent: 0, past: 0, taken: 0, slowest: 0 };
  let app: App;
  let world: World | undefined;

  beforeAll(async () => {
    app = await stage.start({ TRUST_PROXY: "1" });
  });

  afterAll(async () => {
    await stage.close();
    process.stdout.write(
      `fuzz on ${database}: ${tally.sent} hostile forms for ${actions.length} actions, ${tally.past} past the ` +
        `guard, ${tally.taken} taken, slowest ${Math.round(tally.slowest)} ms\n`,
    );
  });

  test("every action has a form that is right, and nothing else has", () => {
    expect(Object.keys(VALID_FORMS).sort()).toEqual(actions.map(({ path }) => path).sort());
  });

  const isFirst = ({ path }: Form) => path === SET_UP;
  test.each(forms.filter(isFirst))("$path: $what", (form) => fuzz(app, form, tally));
  test.concurrent.each(forms.filter((form) => !isFirst(form)))("$path: $what", (form) =>
    fuzz(app, form, tally),
  );

  const reads = manifest.filter(({ loader }) => loader);
  test.each(reads)("$path at odd addresses", async (route) => {
    world ??= await (await import("./access-world.ts")).makeWorld();
    const { principal, params } = whoMay(route, "loader", world);
    const addresses = hostileAddresses(
      route.path,
      fill(route.path, params),
      OF_EACH_ADDRESS,
      `${seed} ${route.path}`,
    );
    const faults: string[] = [];
    for (const address of addresses) {
      const answer = await timed(() => ask(app.origin, address, { cookie: principal?.cookie ?? "" }));
      faults.push(...faultsIn(app, answer).map((fault) => `GET ${address}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  test("at the end the app is as ready as it was", async () => {
    expect(app.ended()).toBeNull();
    expect((await ask(app.origin, "/ready")).status).toBe(200);
  });
}

type Form = { path: string; what: string; makeScene: () => Promise<Scene>; times: number; seed: string };
type Tally = { sent: number; past: number; taken: number; slowest: number };

async function fuzz(app: App, { makeScene, times, seed }: Form, tally: Tally): Promise<void> {
  let scene = await makeScene();
  const right = await send(app, scene, sendRight(scene));
  expect(right.status, `the right form was not taken: ${plainText(right)} ${lastError(app)}`).toBeLessThan(
    400,
  );
  expect(faultsIn(app, right)).toEqual([]);

  const faults: string[] = [];
  const hostile = hostileTo((scene = await makeScene()), times, seed);
  for (const [index, { what, make }] of hostile.entries()) {
    // Two of five as a script would send it, which answers without drawing the page.
    const path = index % 5 > 2 ? dataAddress(scene.path) : scene.path;
    const sent = make(scene);
    const answer = await send(app, { ...scene, path }, sent).catch((error: unknown) => String(error));
    const found =
      typeof answer !== "string" ? faultsIn(app, answer) : isTurnedAway(sent, answer) ? [] : [answer];
    faults.push(...found.map((fault) => `${seed}, no. ${index}, ${what}: ${fault}`));
    // Taken, or tried often enough to be slowed down: the next one meets something new.
    const spent = typeof answer === "string" || answer.status < 400 || answer.status === 401;
    if (spent || index % 10 === 9) scene = await makeScene();
    count(tally, answer);
  }
  expect(faults).toEqual([]);
}

/** What is larger than the door takes is answered before it is all sent; the rest then meets a line that is closed. */
const isTurnedAway = ({ body }: Sent, error: string): boolean =>
  body !== undefined && Buffer.byteLength(body) > DOOR_LIMIT && /EPIPE|ECONNRESET/.test(error);
const DOOR_LIMIT = 2 ** 20;

type Timed = Asked & { ms: number };
let networks = 0;

/** Each from another network, so that the throttles of the ways in do not stand before the forms. */
function send(app: App, { path, cookie }: Scene, { headers, body }: Sent): Promise<Timed> {
  const network = (networks += 1);
  const asFrom = `2001:db8:${(network >> 16).toString(16)}:${(network & 0xffff).toString(16)}::1`;
  const own = { "content-type": undefined, "x-forwarded-for": asFrom, ...headers };
  return timed(() => ask(app.origin, path, { method: "POST", cookie, body, headers: own }));
}

async function timed(asking: () => Promise<Asked>): Promise<Timed> {
  const started = performance.now();
  const answer = await asking();
  return { ...answer, ms: performance.now() - started };
}

function count(tally: Tally, answer: Timed | string): void {
  tally.sent += 1;
  if (typeof answer === "string") return;
  if (![401, 403, 411, 413].includes(answer.status)) tally.past += 1;
  if (answer.status < 400) tally.taken += 1;
  tally.slowest = Math.max(tally.slowest, answer.ms);
}

const RAW_KEY = new RegExp(`>\\s*(?:${Object.keys(en).join("|")})\\.[a-z][\\w-]*(?:\\.[\\w-]+)+`);

function faultsIn(app: App, { status, headers, text, ms }: Timed): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`${status} ${lastError(app)}`);
  if (ms > LONGEST_MS) faults.push(`took ${Math.round(ms)} ms`);
  if (!String(headers["content-type"]).startsWith("text/html")) return faults;
  const [broken] = />[^<]*(?:\bundefined\b|\[object Object\])[^<]*</.exec(text) ?? [];
  if (broken) faults.push(`shows ${broken}`);
  const [key] = RAW_KEY.exec(text) ?? [];
  if (key) faults.push(`shows a key ${key}`);
  if (/<script>|<img src=x|<\/textarea><\/title>/.test(text)) faults.push("shows markup as it was typed");
  return faults;
}

const lastError = (app: App): string => app.complaints().trim().split("\n").at(-1)?.slice(0, 600) ?? "";
const plainText = ({ status, text }: Asked): string =>
  `${status} ${text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 600)}`;
