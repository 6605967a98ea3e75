import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { World } from "#tests/support/access-world.ts";
import type { App } from "#tests/support/app.ts";
import { ask, formBody } from "#tests/support/ask.ts";
import { fill, readManifest, whoMay } from "#tests/support/manifest.ts";
import { openStage } from "#tests/support/stage.ts";

/* What every answer carries, where it may lead, and what cookies may say. */

const stage = await openStage(inject("template"));
const routes = await readManifest();

let app: App;
let world: World;

beforeAll(async () => {
  const { makeWorld } = await import("#tests/support/access-world.ts");
  world = await makeWorld();
  app = await stage.start({ TRUST_PROXY: "1" });
});

afterAll(() => stage.close());

// ── What every answer carries ───────────────────────────────────────────────────────────────────────

const POLICY =
  "default-src 'none';script-src 'self' 'nonce-NONCE';style-src 'self';img-src 'self' data:;media-src 'self';" +
  "font-src 'self';connect-src 'self';form-action 'self';frame-src 'self';frame-ancestors 'none';base-uri 'none';" +
  "object-src 'none';manifest-src 'self';worker-src 'self'";

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
  "x-frame-options": "DENY",
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
