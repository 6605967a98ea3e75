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
const COLD = { bytes: 32 * KB, requests: 10 };
const NEXT_PAGE = 12 * KB;
const ENHANCEMENT = 8 * KB;
/** The public check; and what comes only to who asks for the check without a line. */
const CHECK = 25 * KB;
const CHECK_OFFLINE = 140 * KB;
const STYLESHEET = 12 * KB;
/** Besides, once and while the page can be read already, on a device that has no letters for the language. */
const FONT: Record<string, number> = { km: 24 * KB };
const LANGUAGES = ["en", "fr", "es", "km"];

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

/** As many as Chromium reads in each language, the heaviest of all courses first: the rest is lighter. */
const LOOKED_AT = 3;

type Unit = { course: number; at: number; bytes: number };
let heaviest: Unit[];

test("every unit of every course is there to be read", async () => {
  const weighed: Unit[] = [];
  for (const [course, { versionId, outline }] of courses.entries()) {
    const { cookie, unitPages } = await learnerOf(versionId, outline, "en");
    const units = await weigh(unitPages, cookie);
    weighed.push(...units.map((bytes, at) => ({ course, at, bytes })).slice(1)); // one comes to the others from the first
  }
  heaviest = weighed.sort((one, other) => other.bytes - one.bytes).slice(0, LOOKED_AT);
  expect(heaviest).toHaveLength(LOOKED_AT);
});

describe.each(LANGUAGES)("in %s", (locale) => {
  test("the heaviest units as the next page, and as the first page of a first visit", async () => {
    const worst = { cold: 0, requests: 0, next: 0 };
    for (const { course, at: unit } of heaviest) {
      const { versionId, outline } = courses[course]!;
      const { cookie, unitPages } = await learnerOf(versionId, outline, locale);
      const at = unitPages[unit]!;
      const arriving = await open(cookie);
      const cold = await arriving.visit(at);
      await arriving.close();
      expect(cold.text, at).toContain(`<html lang="${locale}"`);
      expect(cold.bytes, `${at}, first: ${cold.sizes}`).toBeLessThanOrEqual(COLD.bytes);
      expect(cold.font, `${at}, first: ${cold.sizes}`).toBeLessThanOrEqual(FONT[locale] ?? 0);
      expect(cold.requests, `${at}, first: ${cold.sizes}`).toBeLessThanOrEqual(COLD.requests);
      const reading = await open(cookie);
      await reading.visit(unitPages[0]!);
      const next = await reading.visit(at);
      await reading.close();
      expect(next.bytes, `${at}, next: ${next.sizes}`).toBeLessThanOrEqual(NEXT_PAGE);
      worst.cold = Math.max(worst.cold, cold.bytes);
      worst.requests = Math.max(worst.requests, cold.requests);
      worst.next = Math.max(worst.next, next.bytes);
    }
    process.stdout.write(
      `bytes in ${locale}: first visit ${kilobytes(worst.cold)} in ${worst.requests} requests, ` +
        `next page ${kilobytes(worst.next)} at most\n`,
    );
  });

  test("the public check, at each of its doors, as the first page of a first visit", async () => {
    const { db } = await import("#app/infra/db.server.ts");
    const { code } = await db.certificate.findFirstOrThrow({ where: { certificationId: { not: null } } });
    const doors = ["/v", "/v/file", "/v/list", "/v/name", "/v/offline", paths.verify(code)];
    for (const at of doors) {
      const page = await browser.newPage(app.origin, { width: 360, phone: true, locale });
      const wire = await page.context().newCDPSession(page);
      await wire.send("Network.enable");
      const cold = await visit(page, wire, at);
      await page.context().close();
      process.stdout.write(`bytes in ${locale}: ${at.replace(code, "CODE")} ${kilobytes(cold.bytes)}\n`);
      expect(cold.text).toContain(`<html lang="${locale}"`);
      expect(cold.bytes, cold.sizes).toBeLessThanOrEqual(CHECK);
      expect(cold.font, cold.sizes).toBeLessThanOrEqual(FONT[locale] ?? 0);
    }
  });
});

/** Each page with the drawings on it, packed as for a browser; bytes. */
async function weigh(unitPages: string[], cookie: string): Promise<number[]> {
  const drawings = new Map<string, number>();
  const drawn = async (at: string) => {
    const known = drawings.get(at) ?? gzipSync((await ask(app.origin, at, { cookie })).text).length;
    drawings.set(at, known);
    return known;
  };
  const weights: number[] = [];
  for (const at of unitPages) {
    const { status, text } = await ask(app.origin, at, { cookie });
    expect(status, at).toBe(200);
    let bytes = gzipSync(text).length;
    for (const [, drawing = ""] of text.matchAll(/ src="(\/files\/[^"]+\.svg)"/g))
      bytes += await drawn(drawing);
    weights.push(bytes);
  }
  return weights;
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

/** The font apart from the bytes. */
type Cost = { bytes: number; font: number; requests: number; sizes: string; text: string };

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
  const weight = (of: typeof used) => of.reduce((sum, [id]) => sum + came.get(id)!, 0);
  const isFont = ([, url]: (typeof used)[number]) => url.endsWith(".woff2");
  return {
    bytes: weight(used.filter((one) => !isFont(one))),
    font: weight(used.filter(isFont)),
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
