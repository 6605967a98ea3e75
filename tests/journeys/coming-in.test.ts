import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startApp, type App } from "#tests/support/app.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import { createDatabase, temporaryFolder } from "#tests/support/database.ts";

/* The way in and out over real HTTP, as a browser without scripts goes it. Addresses come from a trusted proxy, so
 * that a test can be many networks. */

const database = await createDatabase(inject("template"));
const dataDir = await temporaryFolder();
Object.assign(process.env, {
  APP_MODE: "test",
  DATABASE_URL: database.url,
  DATA_DIR: dataDir,
  LOG_LEVEL: "silent",
});

let app: App;
let fixture: typeof import("#tests/support/identity-fixture.ts");

beforeAll(async () => {
  fixture = await import("#tests/support/identity-fixture.ts");
  app = await startApp({ databaseUrl: database.url, dataDir, env: { TRUST_PROXY: "1" } });
});

afterAll(async () => {
  await app?.stop();
  const { db } = await import("#app/infra/db.server.ts");
  await db.$disconnect();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Cookies of one browser on one network. */
function browser(address = "203.0.113.1") {
  const jar = new Map<string, string>();
  const send = async (path: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(app.origin + path, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: {
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": address,
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (line.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const signIn = (username: string, password = fixture.PASSWORD, more: Record<string, string> = {}) =>
    send("/sign-in", { identifier: username, password, ...more });
  return { jar, send, signIn };
}

const hiddenValue = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";

async function accepted(username: string, visitor: ReturnType<typeof browser>) {
  await visitor.signIn(username);
  await visitor.send("/welcome", { next: "/" });
}

describe("signing in", () => {
  test("goes where one was heading, but never to another site", async () => {
    const { username } = await fixture.makeAccount();
    const to = async (next: string) =>
      (await browser().signIn(username, undefined, { next })).headers.get("Location");
    expect(await to("/me?tab=1")).toBe("/me?tab=1");
    for (const next of [
      "//evil.example",
      "https://evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "",
    ])
      expect(await to(next)).toBe("/learn");
  });

  test("before anything else the privacy notice, once", async () => {
    const { username } = await fixture.makeAccount();
    const visitor = browser();
    await visitor.signIn(username);
    expect((await visitor.send("/me")).headers.get("Location")).toBe("/welcome?next=%2Fme");
    expect((await visitor.send("/welcome", { next: "/me" })).headers.get("Location")).toBe("/me");
    expect((await visitor.send("/me")).status).toBe(200);
  });

  test("a session id that was planted is worth nothing afterwards", async () => {
    const { username } = await fixture.makeAccount();
    const visitor = browser();
    visitor.jar.set("sid", "a".repeat(40));
    await visitor.signIn(username);
    expect(visitor.jar.get("sid")).toMatch(/^[a-z2-7]{40}$/);
    expect(visitor.jar.get("sid")).not.toBe("a".repeat(40));
    const first = visitor.jar.get("sid") ?? "";
    await visitor.signIn(username);
    const old = browser();
    old.jar.set("sid", first);
    expect((await old.send("/me")).headers.get("Location")).toMatch(/^\/sign-in/);
  });

  test("1,000 wrong tries from elsewhere do not keep the owner out", async () => {
    const { username } = await fixture.makeAccount();
    const owner = browser();
    await accepted(username, owner);
    await owner.send("/sign-out", {});
    const answers = { wrong: 0, wait: 0 };
    await inParallel(1000, 10, async (index) => {
      const text = await (await browser(`198.51.${index % 250}.1`).signIn(username, `guess ${index}`)).text();
      if (text.includes("Too many tries")) answers.wait++;
      else if (text.includes("do not belong together")) answers.wrong++;
    });
    expect(answers.wrong + answers.wait).toBe(1000);
    expect(answers.wrong).toBeLessThan(100);
    expect((await browser().signIn(username)).status).toBe(409);
    expect((await owner.signIn(username)).headers.get("Location")).toBe("/learn");
  });
});

test("signed out, Back shows nothing and the next person finds no trace", async () => {
  const { username } = await fixture.makeAccount();
  const visitor = browser();
  await accepted(username, visitor);
  await visitor.send("/preferences", { lang: "fr", theme: "dark", next: "/me" });
  const page = await visitor.send("/me");
  expect(page.headers.get("Cache-Control")).toBe("private, no-store");
  expect(await page.text()).toContain('lang="fr"');
  const out = await visitor.send("/sign-out", {});
  expect(out.headers.get("Clear-Site-Data")).toBe('"cache"');
  expect([...visitor.jar.keys()].sort()).toEqual(["device", "notice"]);
  expect((await visitor.send("/me")).status).toBe(302);
});

test("a form posted after the session ended is sent once its author is back, and by nobody else", async () => {
  const [author, other] = [await fixture.makeAccount(), await fixture.makeAccount()];
  const visitor = browser();
  await accepted(author.username, visitor);
  const { endSession } = await import("#app/features/identity/session.server.ts");
  await endSession(visitor.jar.get("sid") ?? "");
  const profile = { name: "Sok Dara, as typed", locale: "en", timeZone: "UTC", theme: "system" };
  const late = await visitor.send("/me", {
    ...profile,
    printedName: "",
    printedNameLocal: "",
    phone: "",
    email: "",
  });
  expect(late.status).toBe(401);
  const kept = hiddenValue(await late.text(), "kept");

  const stranger = browser();
  const refused = await stranger.signIn(other.username, undefined, { kept });
  expect([refused.status, refused.headers.get("Location")]).toEqual([302, "/learn"]);

  const wrong = await visitor.signIn(author.username, "not the password", { kept });
  expect(hiddenValue(await wrong.text(), "kept")).toBe(kept);
  const back = await visitor.signIn(author.username, undefined, { kept });
  expect([back.status, back.headers.get("Location")]).toEqual([307, "/send-again"]);
  const again = await (await visitor.send("/send-again", { kept })).text();
  expect(again).toContain("Sok Dara, as typed");
  expect(again).toContain('action="/me"');
  expect(hiddenValue(again, "timeZone")).toBe("UTC");
});

test("asking for a new password answers the same for everybody", async () => {
  await fixture.makeAccount({ email: "dara@rumdul.example" });
  const ask = async (identifier: string) => {
    const answer = await browser().send("/forgot-password", { identifier });
    return { status: answer.status, text: (await answer.text()).replace(/nonce-\S+/g, "") };
  };
  expect(await ask("nobody@rumdul.example")).toEqual(await ask("dara@rumdul.example"));
});

test("links and codes that are no more say so, and address bars sign nobody out", async () => {
  for (const path of ["/reset-password/x", "/invitation/x", "/set-up/x"])
    expect((await browser().send(path)).status).toBe(410);
  expect(
    (await browser().send("/sign-in/code", { identifier: "x", code: "y", intent: "check" })).status,
  ).toBe(409);
  expect((await browser().send("/sign-out")).headers.get("Location")).toBe("/");
});
