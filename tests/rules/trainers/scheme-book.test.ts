import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  standingOn,
  type Certification,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  FIRST_SCHEMES,
  SECOND_VERSIONS,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { renewalBand, renewedPeriod, renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import { schemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

const version = (number: string, validity: Partial<Scheme["validity"]> = {}): Scheme => ({
  ...TRAINER_SCHEME,
  version: number,
  validity: { ...TRAINER_SCHEME.validity, ...validity },
});
const moved = (day: CalendarDay, word: string) => ({ kind: "moved", day, word });
const began = { schemeId: TRAINER_SCHEME.id, schemeVersion: "1.0" };

test("what is written is read back, and a text that is no scheme is refused", () => {
  for (const scheme of FIRST_SCHEMES) expect(readScheme(writeScheme(scheme))).toEqual(scheme);
  expect(() => readScheme("{}")).toThrow();
  expect(() => readScheme(writeScheme({ ...TRAINER_SCHEME, reapplyAfterDays: -1 }))).toThrow();
});

/* People were certified under them. A change is published as a version; when a scheme is added here, add its line. */
test.each([
  ["mmw-volume-1-trainer", "c2444466707f2d35"],
  ["mmw-volume-1-language", "c41e48c00ddcd914"],
  ["mmw-volume-1-extension", "7be6f2ffad9ab5ba"],
  ["mmw-volume-2-trainer", "eae43fcdeffc8e40"],
  ["mmw-volume-2-language", "028efdc58b7ae018"],
  ["mmw-volume-2-extension", "c5698f0fc5d78303"],
  ["mmw-master-trainer", "19e6290045ba963c"],
  ["fe-facilitator", "f9bce875c74bc757"],
  ["fe-national-trainer", "74cfd235f5f49bc4"],
  ["mmw-licence", "cbd9e5e83052a5d4"],
  ["fe-licence", "806ce19f32ab4a10"],
])("the first version of %s is as it was", (id, expected) => {
  const scheme = FIRST_SCHEMES.find((one) => one.id === id)!;
  expect(createHash("sha256").update(writeScheme(scheme)).digest("hex").slice(0, 16)).toBe(expected);
});

describe("who is judged by which version", () => {
  const book = schemeBook([...FIRST_SCHEMES, version("1.1", { graceDays: 10 }), version("2.0")]);

  test("a new one begins under the last; who began under one keeps it until moved", () => {
    expect(book.current(TRAINER_SCHEME.id).version).toBe("2.0");
    expect(book.of(began).version).toBe("1.0");
    expect(book.judging({ ...began, facts: [] }, "2099-01-01").version).toBe("1.0");
    const held = { ...began, facts: [moved("2026-03-01", "1.1"), moved("2026-05-01", "2.0")] };
    expect(book.judging(held, "2026-02-28").version).toBe("1.0");
    expect(book.judging(held, "2026-03-01").version).toBe("1.1");
    expect(book.judging(held, "2026-05-01").version).toBe("2.0");
    expect(book.judging(held).version).toBe("2.0");
  });

  test("a paper from before all versions is judged by the first", () => {
    expect(book.of({ ...began, schemeVersion: "0.7" }).version).toBe("1.0");
    expect(() => book.current("another")).toThrow("No scheme another");
  });
});

describe("which version was in force", () => {
  const master = SECOND_VERSIONS.find(({ kind }) => kind === "master-trainer")!;
  const book = schemeBook(
    [...FIRST_SCHEMES, master],
    [
      { scheme: version("1.1"), on: "2026-03-01" },
      { scheme: version("2.0"), on: "2026-05-01" },
    ],
  );

  test.each([
    ["2019-02-01", "1.0"],
    ["2026-02-28", "1.0"],
    ["2026-03-01", "1.1"],
    ["2026-04-30", "1.1"],
    ["2026-05-01", "2.0"],
    ["2030-01-01", "2.0"],
  ])("on %s: %s", (day, number) => expect(book.inForce(TRAINER_SCHEME.id, day).version).toBe(number));

  test("what the platform brought has no day: its last has held ever since, until one is published", () => {
    expect(book.inForce(master.id, "2019-02-01").version).toBe("1.1");
    expect([book.since(master), book.since(version("1.1"))]).toEqual([null, "2026-03-01"]);
  });
});

const days = fc.integer({ min: -900, max: 900 }).map((offset) => addDays("2026-01-01", offset));
const rules = fc.record({
  windowDays: fc.integer({ min: 0, max: 400 }),
  graceDays: fc.integer({ min: 0, max: 400 }),
  decideWithinDays: fc.integer({ min: 1, max: 200 }),
  lasts: fc.integer({ min: 1, max: 6 }).map((years) => ({ years })),
});

test("whatever is published and whoever is moved, no day before the move is answered otherwise", () => {
  fc.assert(
    fc.property(rules, days, days, days, (changed, validFrom, moveDay, day) => {
      fc.pre(day < moveDay);
      const certification: Certification = { validFrom, validUntil: addDays(validFrom, 500), facts: [] };
      const before = schemeBook(FIRST_SCHEMES).judging({ ...began, facts: [] }, day);
      const after = schemeBook([...FIRST_SCHEMES, version("1.1", changed)]).judging(
        { ...began, facts: [moved(moveDay, "1.1")] },
        day,
      );
      expect(standingOn(certification, after.validity, day)).toEqual(
        standingOn(certification, before.validity, day),
      );
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);

test("the band of a renewal is that of the version the holder was told of, its length that of the newest", () => {
  fc.assert(
    fc.property(rules, days, days, (changed, validUntil, submitted) => {
      const now = version("1.1", changed);
      const rule = renewingRule(TRAINER_SCHEME, now);
      const band = renewalBand(TRAINER_SCHEME.validity, validUntil, submitted);
      expect(renewalBand(rule, validUntil, submitted)).toBe(band);
      const old = { validFrom: addDays(validUntil, -900), validUntil };
      const given = renewedPeriod(rule, old, submitted, submitted);
      expect(given.ok).toBe(band !== "refused");
      const inFull = renewedPeriod(
        { ...now.validity, windowDays: 9999, graceDays: 9999 },
        old,
        submitted,
        submitted,
      );
      if (given.ok && inFull.ok && given.value.validFrom === inFull.value.validFrom)
        expect(given.value.validUntil).toBe(inFull.value.validUntil);
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);
