import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { World } from "#tests/support/access-world.ts";
import type { App } from "#tests/support/app.ts";
import { ask, formBody } from "#tests/support/ask.ts";
import { dataAddress, fill, readManifest, whoMay } from "#tests/support/manifest.ts";
import { collect, dial, exchange, untilRefused } from "#tests/support/raw-connection.ts";
import { openStage } from "#tests/support/stage.ts";

/* The door in front of every page: who may post, how much, what is no request at all, and how it closes. */

const stage = await openStage(inject("template"));
const routes = await readManifest();
const actions = routes.filter(({ action }) => action);

let app: App;
let world: World;

beforeAll(async () => {
  const { makeWorld } = await import("#tests/support/access-world.ts");
  world = await makeWorld();
  app = await stage.start({ TRUST_PROXY: "1" });
});

afterAll(() => stage.close());

const stored = async () => (await import("#tests/support/access-world.ts")).changesOf();

// ── Where a form comes from ─────────────────────────────────────────────────────────────────────────

const ELSEWHERE: Record<string, Record<string, string>> = {
  "nothing said": {},
  "another origin": { origin: "https://evil.example" },
  "the origin of nothing": { origin: "null" },
  "another port of ours": { origin: "http://localhost:1" },
  "our name within another": { origin: "http://localhost.evil.example" },
  "a cross-site form": { "sec-fetch-site": "cross-site" },
  "a same-site form": { "sec-fetch-site": "same-site" },
  "no site at all": { "sec-fetch-site": "none" },
  "a site that is no word": { "sec-fetch-site": "same-origin, same-origin" },
};

describe.each(actions)("a form for $path", (route) => {
  const asked = () => {
    const { principal, params } = whoMay(route, "action", world);
    return { path: fill(route.path, params), cookie: principal?.cookie ?? "" };
  };

  test.each(Object.entries(ELSEWHERE))("from elsewhere is turned away: %s", async (_, said) => {
    const { path, cookie } = asked();
    const before = await stored();
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": "0", ...said };
    for (const address of [path, dataAddress(path)])
      expect((await ask(app.origin, address, { method: "POST", headers, cookie })).status, address).toBe(403);
    expect(await stored()).toBe(before);
  });

  test("comes by POST and no other way", async () => {
    const { path, cookie } = asked();
    const headers = { "sec-fetch-site": "same-origin", "content-length": "0" };
    for (const address of [path, dataAddress(path)])
      for (const method of ["PUT", "PATCH", "DELETE"])
        expect((await ask(app.origin, address, { method, headers, cookie })).status, address).toBe(405);
  });

  test("from our own page goes on, whichever header says so", async () => {
    const { path, cookie } = asked();
    const form = { "content-type": "application/x-www-form-urlencoded", "content-length": "0" };
    for (const said of [{ "sec-fetch-site": "same-origin" }, { origin: app.origin }])
      for (const address of [path, dataAddress(path)]) {
        const headers = { ...form, ...said };
        const { status } = await ask(app.origin, address, { method: "POST", headers, cookie });
        expect(status, address).not.toBe(403);
        expect(status, address).toBeLessThan(500);
      }
  });
});

// ── What is no request of ours ──────────────────────────────────────────────────────────────────────

test("requests as older Remix made them are not understood, however they are spelled", async () => {
  const spellings = ["_data", "%5Fdata", "%5fd%61ta", `${"x&".repeat(1200)}_data`];
  for (const route of routes)
    for (const spelling of spellings) {
      const { principal, params } = whoMay(route, route.loader ? "loader" : "action", world);
      const path = `${fill(route.path, params)}?${spelling}=${encodeURIComponent(route.id)}`;
      for (const method of ["GET", "POST"]) {
        const headers = { "sec-fetch-site": "same-origin" };
        const answer = await ask(app.origin, path, { method, headers, cookie: principal?.cookie ?? "" });
        expect([answer.status, answer.text], `${method} ${path.slice(0, 80)}`).toEqual([
          400,
          "Not understood.",
        ]);
      }
    }
});

test("a body is as long as it says, and no longer than one megabyte", async () => {
  const LIMIT = 1024 * 1024;
  const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const raw = (lines: string[]) =>
    exchange(app, ["POST /sign-in HTTP/1.1", `Host: ${new URL(app.origin).host}`, ...lines]);
  const fits = await ask(app.origin, "/sign-in", { body: "a=".padEnd(LIMIT, "b") });
  expect(fits.status).toBe(400);
  const tooLarge = await ask(app.origin, "/sign-in", { body: "a=".padEnd(LIMIT + 1, "b") });
  expect(tooLarge.status).toBe(413);
  expect(tooLarge.text).toContain("<h1>That is too large</h1>");
  // Said, not sent: nothing waits for a gigabyte.
  const said = { "content-length": String(2 ** 30), connection: "close" };
  expect(
    await raw(Object.entries({ ...headers, ...said }).map(([name, value]) => `${name}: ${value}`)),
  ).toContain(" 413 ");
  const chunked = { ...headers, "transfer-encoding": "chunked" };
  expect((await ask(app.origin, "/sign-in", { method: "POST", headers: chunked })).status).toBe(411);
  for (const length of ["-1", "1e3", "abc", "0x10", "5, 6"])
    expect(
      await raw([
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${length}`,
      ]),
      length,
    ).toContain(" 400 ");
});

test("a form nobody read stands in no one's way", async () => {
  const line = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port } = new URL(app.origin);
  const send = (path: string, body?: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const form = { "sec-fetch-site": "same-origin", "content-length": String(body?.length) };
      const method = body === undefined ? "GET" : "POST";
      const headers = body === undefined ? {} : form;
      request({ host: "127.0.0.1", port, path, agent: line, method, headers }, (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode));
      })
        .once("error", reject)
        .end(body);
    });
  for (let time = 0; time < 3; time += 1) {
    expect(await send("/sign-out", "x".repeat(1_000_000))).toBe(302); // it needs no form
    expect(await send("/health")).toBe(200);
  }
  line.destroy();
});

test("odd methods, addresses and hosts are refused in peace", async () => {
  const host = `Host: ${new URL(app.origin).host}`;
  const lines: string[][] = [
    ...["OPTIONS", "TRACE", "PROPFIND", "PURGE", "M-SEARCH", "QUERY"].map((method) => [
      `${method} / HTTP/1.1`,
      host,
      "Sec-Fetch-Site: same-origin",
    ]),
    ...[
      "/%",
      "/%E0%A4%A",
      "/%00",
      "//",
      "//evil.example",
      "///",
      "/..",
      "/.%2e/",
      "/assets/%2e%2e/%2e%2e/server/index.js",
      "/assets/..%2f..%2fserver.js",
      "/?%",
      "/v/%ff",
      "/learn/%2f",
      "http://evil.example/",
      "*",
    ].map((path) => [`GET ${path} HTTP/1.1`, host]),
    ...[
      "",
      "localhost:99999",
      "localhost:",
      "a b",
      "[",
      "[::1",
      "evil.example@localhost",
      "%",
      "xn--",
      "\u00e9",
    ].map((name) => ["GET /sign-in HTTP/1.1", `Host: ${name}`]),
    ["GET /sign-in HTTP/1.1", host, "X-Forwarded-Host: [", "X-Forwarded-Proto: %"],
    ["GET /sign-in HTTP/1.1", host, "X-Forwarded-For: not an address"],
    ["GET /sign-in HTTP/1.1", host, `Accept-Language: ${"x".repeat(8000)}`],
    ["GET /sign-in HTTP/1.1", host, "Accept-Language: \u00ff;q=9, x-x-x, *, en_US, -, zz-zz"],
    ["GET /assets/ HTTP/1.1", host, "Range: bytes=9-1"],
  ];
  for (const request of lines) {
    const [first = ""] = (await exchange(app, [...request, "Connection: close"])).split("\r\n");
    expect(first, request.join(" | ")).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  }
});

/** A file either way: of what was saved, or of what is typed. */
const PREVIEW = "/certificate-templates/:templateId/preview";

test("what only takes forms leads on when it is looked at", async () => {
  for (const route of actions.filter(({ page, path }) => !page && path !== PREVIEW)) {
    const { principal, params } = whoMay(route, "action", world);
    const answer = await ask(app.origin, fill(route.path, params), { cookie: principal?.cookie ?? "" });
    expect(answer.status, route.path).toBe(302);
    expect(answer.headers.location, route.path).toMatch(/^\/(?!\/)/);
  }
});

test("a page that takes no form says so", async () => {
  for (const route of routes.filter(({ action, page }) => !action && page)) {
    const { principal, params } = whoMay(route, "loader", world);
    const answer = await ask(app.origin, fill(route.path, params), {
      body: "a=b",
      cookie: principal?.cookie ?? "",
    });
    expect(answer.status, route.path).toBe(405);
    expect(answer.text, route.path).not.toMatch(/did not provide|routes\//);
  }
});

// ── Behind a proxy ──────────────────────────────────────────────────────────────────────────────────

test.each([
  { host: "internal:8080", origin: () => app.origin },
  { host: "internal:8080", "x-forwarded-host": "elsewhere.example", origin: () => app.origin },
  { "sec-fetch-site": "same-origin", origin: () => "null" },
])("a form is taken whatever a proxy makes of our name: %o", async ({ origin, ...said }) => {
  const headers = { ...said, origin: origin() };
  const answer = await ask(app.origin, "/sign-in", { body: "identifier=nobody&password=nothing", headers });
  expect(answer.status).toBe(409);
});

test("what breaks off or asks amiss is nobody's bug", async () => {
  const before = app.complaints();
  expect((await ask(app.origin, "/health", { body: "a=b" })).status).toBe(405);
  const speaking = dial(app);
  speaking.write(
    "POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n" +
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=b",
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  speaking.destroy();
  expect((await ask(app.origin, "/health")).status).toBe(200);
  expect(app.complaints()).toBe(before);
});

// ── How it closes ───────────────────────────────────────────────────────────────────────────────────

test("asked to stop, it answers who is already speaking, and nobody else", async () => {
  const closing = await stage.start();
  const host = new URL(closing.origin).host;
  const body = formBody({ lang: "fr", theme: "dark", next: "/privacy" });
  const speaking = dial(closing);
  const listening = collect(speaking);
  speaking.write(
    `POST /preferences HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  // Answered by the same process after it: so it has begun to hear the first.
  expect((await ask(closing.origin, "/health")).status).toBe(200);
  const gone = closing.stop();
  await untilRefused(closing);
  speaking.write(body.slice(5));
  expect(await listening).toMatch(/^HTTP\/1\.1 302 [\s\S]*location: \/privacy\r\n/i);
  await gone;
  expect(closing.ended()).toEqual({ code: 0, signal: null });
});
