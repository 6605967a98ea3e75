import { describe, expect, test } from "vitest";
import type { Edition } from "#app/features/trainers/renewal/renewal.ts";
import {
  bridgedAs,
  coursesToTake,
  editionFor,
  fileUnder,
  missingOf,
  testsUnder,
  type Work,
} from "#app/features/trainers/renewal/renewal-file.ts";
import {
  coursesTwice,
  leadersOf,
  refreshingCourses,
  testCourses,
} from "#app/features/trainers/schemes/courses.ts";
import {
  FIRST_SCHEMES,
  MASTER_SCHEME,
  SECOND_VERSIONS,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { renewalChange } from "#app/features/trainers/schemes/scheme-preview.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import type { Renewal, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { NO_WORK, OWN_EDITION } from "#tests/support/renewal-work.ts";

/* What a test of a course fills in a renewal: a refresher, a master trainer's workshop, and the bridging to an edition. */

const version = (scheme: Scheme, number: string, own: Partial<Renewal> = {}): Scheme => ({
  ...scheme,
  version: number,
  renewal: { ...scheme.renewal, ...own },
});
const MASTER = SECOND_VERSIONS.find(({ kind }) => kind === "master-trainer")!;
const certification = { validFrom: "2023-01-01", validUntil: "2025-12-31", facts: [] };
const TODAY = "2025-12-01";
const taken = (courseId: string, on: string, score = 7000) => ({ courseId, on, score });
const missing = (scheme: Scheme, work: Partial<Work>, edition: Edition = OWN_EDITION) =>
  missingOf(fileUnder(scheme, { certification, work: { ...NO_WORK, ...work }, edition }, TODAY));

describe("bridging to a new edition", () => {
  const second = version(TRAINER_SCHEME, "2.0", { bridging: ["what-is-new"] });
  const third = version(second, "2.1", { bridging: ["what-is-new", "another-way"] });
  const book = schemeBook(FIRST_SCHEMES, [
    { scheme: second, on: "2025-06-01" },
    { scheme: third, on: "2025-08-01" },
  ]);
  const older = { schemeId: TRAINER_SCHEME.id, schemeVersion: "1.0" };
  const edition = editionFor(book, older);
  const bridged = (...tests: Work["tests"]) => !missing(TRAINER_SCHEME, { tests }, edition).includes("R7");

  test("holds from the day its first version was published, with the courses and the pass mark of the last", () => {
    expect(editionFor(book, older)).toEqual({
      own: false,
      since: "2025-06-01",
      courses: ["what-is-new", "another-way"],
      pass: 7000,
    });
    expect(editionFor(book, { ...older, schemeVersion: "2.0" }).own).toBe(true);
    expect(editionFor(schemeBook(FIRST_SCHEMES), older)).toMatchObject({ own: true, since: null });
  });

  test("by a test of one of its courses that was passed since it holds, until the day it is counted", () => {
    expect([bridged(), bridged(taken("another-way", "2025-06-01"))]).toEqual([false, true]);
    expect(bridged(taken("what-is-new", "2025-05-31"))).toBe(false);
    expect(bridged(taken("what-is-new", "2025-12-02"))).toBe(false);
    expect(bridged(taken("what-is-new", "2025-07-01", 6999))).toBe(false);
    expect(bridged(taken("trainers-refresher", "2025-07-01"))).toBe(false);
    expect(missing(TRAINER_SCHEME, {}, editionFor(book, { ...older, schemeVersion: "2.0" }))).not.toContain(
      "R7",
    );
  });

  test("each test is shown with what it counts for; what counts for nothing is not", () => {
    const tests = [
      taken("another-way", "2025-06-01"),
      taken("another-way", "2025-05-01"),
      taken("trainers-refresher", "2025-05-01"),
      taken("managing-for-results", "2025-07-01"),
    ];
    const shown = (of: Edition) =>
      testsUnder(TRAINER_SCHEME, of, tests).map(({ courseId, on, parts }) => [courseId, on, parts]);
    expect(shown(edition)).toEqual([
      ["another-way", "2025-06-01", ["R7"]],
      ["trainers-refresher", "2025-05-01", ["R2"]],
    ]);
    expect(shown({ ...edition, own: true })).toEqual([["trainers-refresher", "2025-05-01", ["R2"]]]);
  });

  test("what is to be taken is what is missing", () => {
    const take = (...parts: Parameters<typeof coursesToTake>[2][number][]) =>
      coursesToTake(TRAINER_SCHEME, edition, parts).map(({ courseId, parts: fills }) => [courseId, fills]);
    expect(take("R1", "R3")).toEqual([]);
    expect(take("R2")).toEqual([["trainers-refresher", ["R2"]]]);
    expect(take("R2", "R7")).toEqual([
      ["trainers-refresher", ["R2"]],
      ["what-is-new", ["R7"]],
      ["another-way", ["R7"]],
    ]);
    const both = { ...edition, courses: ["trainers-refresher"] };
    expect(coursesToTake(TRAINER_SCHEME, both, ["R2", "R7"])).toEqual([
      { courseId: "trainers-refresher", parts: ["R2", "R7"] },
    ]);
  });

  test("a version that names other courses says to whom the bridging is then missing", () => {
    const holder = {
      certification,
      work: { ...NO_WORK, tests: [taken("another-way", "2025-07-01")] },
      edition,
    };
    const changed = (draft: Scheme) =>
      renewalChange(holder, { told: TRAINER_SCHEME, draft }, TODAY).map(({ part, before, after }) => [
        part,
        before?.met,
        after?.met,
      ]);
    expect(changed(version(third, "2.2", { bridging: ["what-is-new"] }))).toEqual([["R7", true, false]]);
    expect(changed(third)).toEqual([]);
    expect(bridgedAs(second, edition)).toEqual({ ...edition, courses: ["what-is-new"] });
  });
});

describe("a master trainer's workshop", () => {
  const named = version(MASTER, "1.2", { workshops: ["masters-workshop"] });
  const recording = (difference: number) => ({ on: "2025-03-01", difference });

  test("is filled by the test of a course the scheme names for it, held to the refresher's mark", () => {
    const m3 = (...tests: Work["tests"]) => missing(named, { tests }).includes("M3");
    expect([m3(), m3(taken("masters-workshop", "2025-09-01"))]).toEqual([true, false]);
    expect(m3(taken("masters-workshop", "2025-09-01", 6999))).toBe(true);
    expect(m3(taken("masters-workshop", "2024-11-30"))).toBe(true);
    expect(m3(taken("trainers-refresher", "2025-09-01"))).toBe(true);
  });

  test("two recordings rated here close to the consensus, and one of them with one of paper", () => {
    const m4 = (calibrations: Work["calibrations"], entered: Work["entered"] = []) =>
      missing(named, { calibrations, entered }).includes("M4");
    expect([m4([]), m4([recording(75)]), m4([recording(75), recording(76)])]).toEqual([true, true, true]);
    expect(m4([recording(75), recording(0)])).toBe(false);
    const paper = { score: 40, modules: null, responses: null, reported: null, closedOn: null };
    expect(m4([recording(75)], [{ kind: "calibration", day: "2025-01-01", ...paper }])).toBe(false);
  });

  test("is the refresher of a stage that asks for one; of who asks for no workshop it is the refresher", () => {
    expect(refreshingCourses(named)).toEqual(["masters-workshop"]);
    expect(refreshingCourses(MASTER)).toEqual([]);
    expect(refreshingCourses(MASTER_SCHEME)).toEqual(["trainers-refresher"]);
    expect(coursesToTake(named, OWN_EDITION, ["M3"])).toEqual([
      { courseId: "masters-workshop", parts: ["M3"] },
    ]);
    expect(coursesToTake(MASTER, OWN_EDITION, ["M3"])).toEqual([]);
  });
});

describe("a course is taken for the first time, or it renews", () => {
  test.each<[string, Partial<Scheme>, Partial<Renewal>]>([
    ["a refresher", { courses: ["managing-for-results", "both"] }, { refreshers: ["both"] }],
    ["what bridges", { courses: ["managing-for-results", "both"] }, { bridging: ["both"] }],
    ["a workshop", {}, { trainings: ["both"], workshops: ["both"] }],
  ])("%s that is both is not published", (_, own, renewal) => {
    const scheme = { ...TRAINER_SCHEME, ...own, renewal: { ...TRAINER_SCHEME.renewal, ...renewal } };
    expect(coursesTwice(scheme)).toEqual(["both"]);
    expect(flawsOf(scheme)).toEqual([{ key: "renewal-first-course", stage: "renewal", asked: null }]);
  });

  test("the courses of a volume are taken for the first time, unless a version is about others", () => {
    const asked = (courses: readonly string[] | undefined) =>
      coursesTwice({ ...version(TRAINER_SCHEME, "2.0", { refreshers: ["management-essentials"] }), courses });
    expect([asked(undefined), asked(["our-own-course"])]).toEqual([["management-essentials"], []]);
  });

  test("one may refresh and bridge; nobody is certified to lead it", () => {
    const scheme = version(TRAINER_SCHEME, "2.0", { bridging: ["trainers-refresher", "what-is-new"] });
    expect(flawsOf(scheme)).toEqual([]);
    expect(testCourses(TRAINER_SCHEME, "R7")).toEqual([]);
    expect(leadersOf("what-is-new", [scheme, MASTER])).toEqual([]);
    expect(leadersOf("what-is-new", [TRAINER_SCHEME, MASTER])).not.toEqual([]);
  });
});
