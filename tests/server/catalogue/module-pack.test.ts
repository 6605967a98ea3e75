import { beforeAll, describe, expect, test } from "vitest";
import { findFile } from "#app/features/catalogue/find-file.server.ts";
import { importCourse } from "#app/features/catalogue/import-course.server.ts";
import { labelsIn } from "#app/features/catalogue/lesson-labels.ts";
import { packFile } from "#app/features/catalogue/module-pack.server.ts";
import { packedModule } from "#app/features/catalogue/packed-module.server.tsx";
import { readStoredFile } from "#app/infra/files.server.ts";
import { enrolLearner, actorFor, makeCohort } from "#tests/support/learning-fixture.ts";

/* A real course: what opens on a phone without a line has all of it inside. */

const MODULE = "credit-risk-and-delinquency";
const MOST = 5 * 1024 * 1024;
let versionId: string;

beforeAll(async () => {
  const outcome = await importCourse("content", "management-essentials");
  if (!("versionId" in outcome)) throw new Error(JSON.stringify(outcome));
  versionId = outcome.versionId;
}, 60_000);

const htmlOf = async (locale: string) => {
  const file = await packFile(versionId, MODULE, locale);
  return { file: file!, html: (await readStoredFile(file!.sha256)).toString() };
};

describe.each(["en", "fr"])("a module as one file, in %s", (locale) => {
  test("holds its texts, pictures and tools, and leads nowhere that is not there", async () => {
    const { file, html } = await htmlOf(locale);
    expect(file.bytes).toBeLessThan(MOST);
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`);
    const addresses = [...html.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
    expect(
      addresses.filter((address) => !/^(#|data:|https:\/\/|mailto:|http:\/\/localhost)/.test(address)),
    ).toEqual([]);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const inside = addresses.filter((address) => address.startsWith("#"));
    expect(inside.filter((address) => !ids.includes(address.slice(1)))).toEqual([]);
    expect(addresses.filter((address) => address.startsWith("data:image/svg+xml")).length).toBeGreaterThan(1);
    expect(html).toContain(`download="watch-list.${locale}.xlsx"`);
    expect(html).toContain(`download="watch-list.${locale}.pdf"`);
    expect(html).not.toMatch(/<script|<link|@font-face/);
  });
});

test("a translation nobody has checked says so", async () => {
  const unchecked = labelsIn("fr").pack.unchecked;
  expect((await htmlOf("fr")).html).toContain(unchecked);
  expect((await htmlOf("en")).html).not.toContain(unchecked);
});

test("there is none of a module or a language that is not there", async () => {
  expect(await packFile(versionId, "costing", "en")).toBeNull();
  expect(await packFile(versionId, MODULE, "ar")).toBeNull();
});

test("it is for those who learn from it", async () => {
  const at = { versionId, moduleId: MODULE, path: `packs/${MODULE}.en.html` };
  const cohortId = await makeCohort(versionId);
  const { personId } = await enrolLearner(versionId, cohortId);
  expect(await findFile(actorFor(personId), at)).toMatchObject({ mediaType: "text/html; charset=utf-8" });
  expect(await findFile(actorFor("somebody-else"), at)).toBeNull();
  expect(await findFile(actorFor(personId), { ...at, path: "packs/costing.en.html" })).toBeNull();
});

test("a file in Khmer brings a face for it along, and no other file does", () => {
  const pack = (title: string) =>
    packedModule({
      locale: "en",
      course: "A course",
      title,
      summary: "",
      objectives: [],
      units: [],
      address: "https://passbook.example/",
      edition: "1.0",
    });
  expect(pack("ម៉ូឌុល")).toMatch(/@font-face\{font-family:"Script Khmer";[^}]*url\(data:font\/woff2;base64,/);
  expect(pack("Module")).not.toContain("@font-face");
});
