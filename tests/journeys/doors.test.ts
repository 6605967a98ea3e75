import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { World } from "#tests/support/access-world.ts";
import type { App } from "#tests/support/app.ts";
import { ask, formBody } from "#tests/support/ask.ts";
import { dataAddress, fill, readManifest, whoMay } from "#tests/support/manifest.ts";
import { openStage } from "#tests/support/stage.ts";

/* The door in front of every page: who may post, how much, what every answer carries, and how it closes. */

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
  expect((await ask(app.origin, "/sign-in", { body: "a=".padEnd(LIMIT + 1, "b") })).status).toBe(413);
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

// ── What every answer carries ───────────────────────────────────────────────────────────────────────

const POLICY =
  "default-src 'none';script-src 'self' 'nonce-NONCE';style-src 'self';img-src 'self' data:;media-src 'self';" +
  "font-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none';" +
  "manifest-src 'self';worker-src 'self'";

const SECURITY = {
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "same-origin",
  "strict-transport-security": undefined,
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "SAMEORIGIN",
  "x-permitted-cross-domain-policies": "none",
  "x-powered-by": undefined,
  server: undefined,
  "x-xss-protection": "0",
};

const NONCE = /'nonce-([\w-]{22})'/;

function carried(headers: Record<string, unknown>): Record<string, unknown> {
  const policy = String(headers["content-security-policy"]).replace(NONCE, "'nonce-NONCE'");
  return Object.fromEntries(
    Object.keys(SECURITY).map((name) => [name, name === "content-security-policy" ? policy : headers[name]]),
  );
}

describe("headers", () => {
  const asset = async () =>
    `/assets/${(await readdir("build/client/assets")).find((name) => name.endsWith(".css"))}`;
  const unsafe = { headers: { "content-length": "0" }, method: "POST" };
  const answers: Record<string, () => ReturnType<typeof ask>> = {
    "a page": () => ask(app.origin, "/sign-in"),
    "a page for somebody": () => ask(app.origin, "/me", { cookie: world.principals[0]!.cookie }),
    data: () => ask(app.origin, "/sign-in.data"),
    "no page": () => ask(app.origin, "/nothing/here"),
    "a page that is not theirs": () => ask(app.origin, "/outbox", { cookie: world.principals[0]!.cookie }),
    "a redirect": () => ask(app.origin, "/me"),
    "a form refused": () => ask(app.origin, "/sign-in", { body: "" }),
    "a foreign form": () => ask(app.origin, "/sign-in", unsafe),
    "an address that is none": () => ask(app.origin, "/%"),
    "too much": () => ask(app.origin, "/sign-in", { body: "x".repeat(2 ** 20 + 1) }),
    "an asset": async () => ask(app.origin, await asset()),
    "an asset that is not there": () => ask(app.origin, "/assets/none.js"),
    "a file of the site": () => ask(app.origin, "/favicon.svg"),
    "the readiness": () => ask(app.origin, "/ready"),
  };

  test.each(Object.entries(answers))("%s", async (_, answer) => {
    expect(carried((await answer()).headers)).toEqual(SECURITY);
  });

  test("what is drawn for one person is kept by nobody", async () => {
    const kept = async (path: string, cookie = "") =>
      (await ask(app.origin, path, { cookie })).headers["cache-control"];
    const { cookie } = world.principals[0]!;
    for (const path of ["/me", "/me.data", "/nothing", "/sign-in", "/outbox", "/certificates"])
      expect(await kept(path, cookie), path).toBe("private, no-store");
    expect(await kept(await asset())).toBe("public, max-age=31536000, immutable");
  });

  test("the nonce is new each time and the only one on the page", async () => {
    const nonces = new Set<string>();
    for (let time = 0; time < 5; time += 1) {
      const { headers, text } = await ask(app.origin, "/sign-in");
      const [, nonce = ""] = NONCE.exec(String(headers["content-security-policy"])) ?? [];
      for (const [, used] of text.matchAll(/nonce="([^"]*)"/g)) expect(used).toBe(nonce);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  test("nothing on a page is style or script in place", async () => {
    for (const route of routes.filter(({ page, loader }) => page && loader)) {
      const { principal, params } = whoMay(route, "loader", world);
      const { text } = await ask(app.origin, fill(route.path, params), { cookie: principal?.cookie ?? "" });
      expect(
        text.match(/ style="|<style|<script(?![^>]* src=)|javascript:| on\w+="/g),
        route.path,
      ).toBeNull();
    }
  });
});

test("an address nobody answers to is a page of its own, and gives nothing away", async () => {
  for (const [language, title] of [
    ["en", "Not found"],
    ["fr", "Introuvable"],
  ] as const) {
    const { status, headers, text } = await ask(app.origin, "/nothing/here", {
      headers: { "accept-language": language },
    });
    expect([status, headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
    expect(text).toContain(`<html lang="${language}"`);
    expect(/<title>([^<]*)/.exec(text)?.[1], title).toBeTruthy();
    expect(text).not.toMatch(/Error:|node_modules|\/app\/|routes\//);
  }
});

test("what only takes forms leads on when it is looked at", async () => {
  for (const route of actions.filter(({ page }) => !page)) {
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

// ── Where one is sent, and with what ────────────────────────────────────────────────────────────────

const ELSE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "https://evil.example",
  "HTTPS:evil.example",
  "http:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "/./\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "evil.example",
  "@evil.example",
  "?//evil.example",
  "/\u0000/evil.example",
  "/x/../..//evil.example",
];

describe("nobody is sent to another site", () => {
  const target = (location: string | undefined) => new URL(location ?? "", app.origin).origin;

  test.each(ELSE)("%j", async (next) => {
    const query = `next=${encodeURIComponent(next)}`;
    const { cookie } = world.principals[0]!;
    const { makeAccount, PASSWORD } = await import("#tests/support/identity-fixture.ts");
    const { username } = await makeAccount();
    const network = `2001:db8::${ELSE.indexOf(next).toString(16)}`;
    const fields = { identifier: username, password: PASSWORD, next };
    const sent = [
      await ask(app.origin, `/sign-in?${query}`, { cookie }),
      await ask(app.origin, "/welcome", { cookie, body: formBody({ next }) }),
      await ask(app.origin, "/preferences", { body: formBody({ next, lang: "en" }) }),
      await ask(app.origin, "/sign-in", { body: formBody(fields), headers: { "x-forwarded-for": network } }),
    ];
    for (const { status, headers } of sent) {
      expect([status, headers.location]).toEqual([302, expect.any(String)]);
      expect(target(headers.location), headers.location).toBe(app.origin);
    }
    for (const path of ["/sign-in", "/welcome"]) {
      const { text } = await ask(app.origin, `${path}?${query}`, path === "/welcome" ? { cookie } : {});
      const [, kept = ""] = /name="next" value="([^"]*)"/.exec(text) ?? [];
      expect(target(kept.replaceAll("&amp;", "&")), `${path} keeps ${kept}`).toBe(app.origin);
    }
  });

  test("an address that asks for a sign-in comes back as a path, whatever it looks like", async () => {
    const { headers } = await ask(app.origin, "/me?next=//evil.example", {
      headers: { host: "evil.example" },
    });
    expect(headers.location).toMatch(/^\/sign-in\?next=%2Fme%3F/);
  });
});

test("cookies are for this site and not for scripts; behind TLS also for TLS only", async () => {
  const { makeAccount, PASSWORD } = await import("#tests/support/identity-fixture.ts");
  const { username } = await makeAccount();
  const cookiesOf = async ({ origin }: App, as: string) => {
    const fields = formBody({ identifier: username, password: PASSWORD });
    const came = await ask(origin, "/sign-in", { body: fields });
    const chose = await ask(origin, "/preferences", { body: formBody({ lang: "fr", theme: "dark" }) });
    const session = (came.headers["set-cookie"] ?? []).map((each) => each.split(";")[0]).join("; ");
    expect(session, as).toContain("sid=");
    const left = await ask(origin, "/sign-out", { body: "", cookie: session });
    return [came, chose, left].flatMap(({ headers }) => headers["set-cookie"] ?? []);
  };
  const plain = await cookiesOf(app, "plain");
  expect(plain.length).toBeGreaterThanOrEqual(5);
  for (const line of plain) {
    expect(line).toMatch(/^(sid|device|lang|theme|notice)=/);
    expect(line).toMatch(/; Path=\/; SameSite=Lax; HttpOnly(; Max-Age=\d+)?$/);
  }

  const behindTls = await stage.start({ PUBLIC_ORIGIN: "https://passbook.example" });
  const secure = await cookiesOf(behindTls, "behind TLS");
  for (const line of secure) expect(line).toMatch(/; HttpOnly; Secure(; Max-Age=\d+)?$/);
  expect(secure.some((line) => line.startsWith("__Host-sid="))).toBe(true);
  expect(secure.some((line) => line.startsWith("sid="))).toBe(false);
  const { headers } = await ask(behindTls.origin, "/sign-in");
  expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  const form = (origin: string) =>
    ask(behindTls.origin, "/preferences", { method: "POST", headers: { origin, "content-length": "0" } });
  expect((await form("http://passbook.example")).status).toBe(403);
  expect((await form(behindTls.origin)).status).toBe(403);
  expect((await form("https://passbook.example")).status).not.toBe(403);
  await behindTls.stop();
});

test("cookies nobody of us wrote disturb nothing", async () => {
  const notice = (value: unknown) => `notice=${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
  const { cookie: own } = world.principals[0]!;
  const cookies = [
    "sid",
    "=",
    ";;;",
    "sid=",
    "sid=%E0%A4%A",
    `sid=${"a".repeat(40)}`,
    `sid=${"A".repeat(40)}`,
    `sid=${"a".repeat(5000)}`,
    "sid=a; sid=b",
    "__proto__=1; constructor=2",
    "lang=%; theme=%",
    'lang=../../etc; theme="><script>',
    "lang=__proto__; theme=constructor",
    "lang=ar-XB; theme=dark",
    "lang=EN; theme=system",
    "device=x.y",
    "device=.",
    "device=a.b.c; kept=x",
    "notice=%%%",
    "notice=!!!!",
    notice(null),
    notice(7),
    notice([]),
    notice("key"),
    notice({ key: null }),
    notice({ key: 5 }),
    notice({ key: {} }),
    notice({ key: "" }),
    notice({ key: "", params: { returnObjects: true } }),
    notice({ key: "account-saved", params: null }),
    notice({ key: "people-enrolled", params: { count: "x" } }),
    notice({ key: "people-enrolled", params: { count: {} } }),
    notice({ key: "x", params: { lng: "xx", ns: 5, context: {}, defaultValue: { a: 1 }, postProcess: "x" } }),
    notice({ key: "x", params: { interpolation: null } }),
    notice({ key: "constructor" }),
    notice({ key: "__proto__" }),
    notice({ key: "<b>x</b>" }),
    notice({ key: ["a", "b"] }),
    notice({ key: "x".repeat(600) }),
  ];
  for (const cookie of cookies)
    for (const path of ["/", "/sign-in", "/me", "/nothing"])
      for (const given of [cookie, `${own}; ${cookie}`]) {
        const { status, text } = await ask(app.origin, path, { cookie: given });
        expect(status, `${path} ${given}`).toBeLessThan(500);
        expect(text, given).not.toMatch(/<script>|<b>x<|\[object Object\]/);
      }
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
  await refused(closing);
  speaking.write(body.slice(5));
  expect(await listening).toMatch(/^HTTP\/1\.1 302 [\s\S]*location: \/privacy\r\n/i);
  await gone;
  expect(closing.ended()).toEqual({ code: 0, signal: null });
});

const dial = ({ origin }: App): Socket => connect(Number(new URL(origin).port), "127.0.0.1");

/** Everything the other side says until it ends. */
async function collect(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  await once(socket, "close");
  return text;
}

/** Lines as they stand, also those no client would send. */
async function exchange(to: App, lines: string[]): Promise<string> {
  const socket = dial(to);
  socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
  const said = collect(socket);
  socket.write(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return said;
}

/** Until it takes no more calls. */
async function refused(by: App): Promise<void> {
  for (let time = 0; time < 500; time += 1) {
    const socket = dial(by);
    const outcome = await Promise.race([
      once(socket, "connect").then(() => "taken"),
      once(socket, "error").then(() => "refused"),
    ]).catch(() => "refused");
    socket.destroy();
    if (outcome === "refused") return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it still takes calls");
}
