import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { paths } from "#app/lib/paths.ts";
import type { App } from "#tests/support/app.ts";
import { ask } from "#tests/support/ask.ts";
import { useBrowser } from "#tests/support/browser.ts";
import { fill, readManifest, whoMay } from "#tests/support/manifest.ts";
import { demoTemplate } from "#tests/support/demo.ts";
import { openStage } from "#tests/support/stage.ts";

/* What a page costs somebody on a metered line: bytes as Chromium counts them on the wire, in every complete language. */

const KB = 1024;
/** Without a font: no page in Latin letters may fetch one. */
const COLD = { bytes: 32 * KB, requests: 10 };
const NEXT_PAGE = 12 * KB;
const ENHANCEMENT = 8 * KB;
/** The public check; and what comes only to who asks for the check without a line. */
const CHECK = 25 * KB;
const CHECK_OFFLINE = 140 * KB;
const STYLESHEET = 12 * KB;
const LANGUAGES = ["en", "fr"];

const stage = await openStage(await demoTemplate(inject("template")));
const browser = useBrowser();
let app: App;
let courses: { versionId: string; outline: CourseOutline }[];

beforeAll(async () => {
  const { latestVersions } = await import("#app/features/catalogue/courses.server.ts");
  courses = (await latestVersions()).map(({ id, outline }) => ({ versionId: id, outline }));
  app = await stage.start();
});

afterAll(() => stage.close());

/** As many of each course as Chromium reads, and of all as it begins with, the heaviest first: the rest is lighter. */
const LOOKED_AT = 2;

describe.each(LANGUAGES)("in %s", (locale) => {
  test("the heaviest units as the next page, and as the first page of a first visit", async () => {
    const worst = { cold: 0, requests: 0, next: 0 };
    const arrivals: { at: string; cookie: string; bytes: number }[] = [];
    for (const { versionId, outline } of courses) {
      const { cookie, unitPages } = await learnerOf(versionId, outline, locale);
      const first = unitPages[0]!;
      const heaviest = await heaviestOf(unitPages.slice(1), cookie, locale);
      const reading = await open(cookie);
      await reading.visit(first.split("/").slice(0, 3).join("/")); // the course, where one comes from
      await reading.visit(first);
      for (const { at } of heaviest.slice(0, LOOKED_AT)) {
        const next = await reading.visit(at);
        expect(next.bytes, `${at}, next: ${next.sizes}`).toBeLessThanOrEqual(NEXT_PAGE);
        worst.next = Math.max(worst.next, next.bytes);
      }
      await reading.close();
      arrivals.push({ ...heaviest[0]!, cookie });
    }
    arrivals.sort((one, other) => other.bytes - one.bytes);
    for (const { at, cookie } of arrivals.slice(0, LOOKED_AT)) {
      const arriving = await open(cookie);
      const cold = await arriving.visit(at);
      await arriving.close();
      expect(cold.bytes, `${at}, first: ${cold.sizes}`).toBeLessThanOrEqual(COLD.bytes);
      expect(cold.requests, `${at}, first: ${cold.sizes}`).toBeLessThanOrEqual(COLD.requests);
      worst.cold = Math.max(worst.cold, cold.bytes);
      worst.requests = Math.max(worst.requests, cold.requests);
    }
    process.stdout.write(
      `bytes in ${locale}: first visit ${kilobytes(worst.cold)} in ${worst.requests} requests, ` +
        `next page ${kilobytes(worst.next)} at most\n`,
    );
  });
});

test.each(LANGUAGES)("the public check as the first page of a first visit, in %s", async (locale) => {
  const page = await browser.newPage(app.origin, { width: 360, phone: true, locale });
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  const cold = await visit(page, wire, "/v");
  await page.context().close();
  process.stdout.write(`bytes in ${locale}: the public check ${kilobytes(cold.bytes)}\n`);
  expect(cold.bytes, cold.sizes).toBeLessThanOrEqual(CHECK);
});

/** By the weight of the page and of the drawings on it, packed as for a browser. */
async function heaviestOf(unitPages: string[], cookie: string, locale: string) {
  const drawings = new Map<string, number>();
  const drawn = async (at: string) => {
    const known = drawings.get(at) ?? gzipSync((await ask(app.origin, at, { cookie })).text).length;
    drawings.set(at, known);
    return known;
  };
  const weighed: { at: string; bytes: number }[] = [];
  for (const at of unitPages) {
    const { status, text } = await ask(app.origin, at, { cookie });
    expect(status, at).toBe(200);
    expect(text, at).toContain(`<html lang="${locale}"`);
    let bytes = gzipSync(text).length;
    for (const [, drawing = ""] of text.matchAll(/ src="(\/files\/[^"]+\.svg)"/g))
      bytes += await drawn(drawing);
    weighed.push({ at, bytes });
  }
  return weighed.sort((one, other) => other.bytes - one.bytes);
}

const kilobytes = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`;

async function learnerOf(versionId: string, { sections, modules }: CourseOutline, locale: string) {
  const fresh = await import("#tests/support/fresh.ts");
  const { db } = await import("#app/infra/db.server.ts");
  const { makeCohort } = await import("#tests/support/learning-fixture.ts");
  const { personId, enrolmentId, cookie } = await fresh.learner(await makeCohort(versionId), versionId);
  await db.person.update({ where: { id: personId }, data: { locale } });
  const unitPages = sections.flatMap(({ modules: ids }) =>
    ids.flatMap((id) => modules[id]!.units.map((unit) => paths.unit(enrolmentId, id, unit.id))),
  );
  return { cookie, unitPages };
}

type Cost = { bytes: number; requests: number; sizes: string; text: string };

/** A browser that has been nowhere yet, signed in. */
async function open(cookie: string) {
  const page = await browser.newPage(app.origin, { width: 360, phone: true });
  const [name = "", value = ""] = cookie.split("=");
  await page.context().addCookies([{ name, value, url: app.origin }]);
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  return { visit: (at: string) => visit(page, wire, at), close: () => page.context().close() };
}

async function visit(page: Page, wire: CDPSession, at: string): Promise<Cost> {
  const asked = new Map<string, string>();
  const came = new Map<string, number>();
  const onAsked = ({ requestId, request }: { requestId: string; request: { url: string } }) => {
    if (!request.url.startsWith("data:")) asked.set(requestId, new URL(request.url).pathname);
  };
  const onCame = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) =>
    came.set(requestId, encodedDataLength);
  // A picture that waits to be seen may be given up when the page goes on.
  const onGivenUp = ({ requestId, canceled }: { requestId: string; canceled?: boolean }) =>
    canceled && asked.delete(requestId);
  wire.on("Network.requestWillBeSent", onAsked).on("Network.loadingFinished", onCame);
  wire.on("Network.loadingFailed", onGivenUp);
  const answer = await page.goto(at, { waitUntil: "load" });
  expect(answer?.status(), at).toBe(200);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight)); // pictures that wait to be seen
  const waiting = () => [...asked].filter(([id]) => !came.has(id)).map(([, url]) => url);
  await expect.poll(waiting, { interval: 10, timeout: 30_000 }).toEqual([]);
  wire.off("Network.requestWillBeSent", onAsked).off("Network.loadingFinished", onCame);
  wire.off("Network.loadingFailed", onGivenUp);
  const used = [...asked].filter(([id]) => (came.get(id) ?? 0) > 0);
  return {
    bytes: [...came.values()].reduce((sum, bytes) => sum + bytes, 0),
    requests: used.length,
    sizes: used.map(([id, url]) => `${url} ${came.get(id)}`).join(", "),
    text: (await answer?.text()) ?? "",
  };
}

describe("what is built for the browser", () => {
  const assets = "build/client/assets";
  const gzipped = async (name: string) => gzipSync(await readFile(path.join(assets, name))).length;

  test("one stylesheet, and each enhancement, are small", async () => {
    const names = await readdir(assets);
    const sheets = names.filter((name) => name.endsWith(".css"));
    expect(sheets).toHaveLength(1);
    expect(await gzipped(sheets[0]!), "stylesheet").toBeLessThanOrEqual(STYLESHEET);
    const enhancements = names.filter((name) => /\.client-[\w-]+\.js$/.test(name));
    expect(enhancements.length).toBeGreaterThan(0);
    for (const name of enhancements) expect(await gzipped(name), name).toBeLessThanOrEqual(ENHANCEMENT);
    for (const name of names.filter((one) => /\.browser-[\w-]+\.js$/.test(one)))
      expect(await gzipped(name), name).toBeLessThanOrEqual(CHECK_OFFLINE);
  });

  test("no page has a script but its own enhancement", async () => {
    const { makeWorld } = await import("#tests/support/access-world.ts");
    const world = await makeWorld();
    const found = new Set<string>();
    for (const route of (await readManifest()).filter(({ page }) => page)) {
      const { principal, params } = whoMay(route, "loader", world);
      const { text } = await ask(app.origin, fill(route.path, params), { cookie: principal?.cookie ?? "" });
      expect(text, route.path).not.toContain("modulepreload");
      for (const [tag, own = ""] of text.matchAll(/<script\b([^>]*)>/g)) {
        const [, src = ""] = / src="([^"]*)"/.exec(own) ?? [];
        expect(src, `${route.path}: ${tag}`).toMatch(/^\/assets\/[\w-]+\.(client|browser)-[\w-]+\.js$/);
        const script = await ask(app.origin, src);
        expect(script.text, `${route.path}: ${src}`).not.toMatch(/react|remix/i);
        found.add(src);
      }
    }
    expect(found.size).toBeGreaterThan(0);
  });
});
