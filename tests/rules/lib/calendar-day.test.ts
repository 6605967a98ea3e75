import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  dayIn,
  daysBetween,
  endOfDay,
  isCalendarDay,
} from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";

/* Civil days: the arithmetic on which every date of a certification rests. */

describe("a day that a month does not have is its last", () => {
  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-10-31", 1, "2026-11-30"],
    ["2026-12-31", 2, "2027-02-28"],
    ["2026-02-28", 1, "2026-03-28"],
  ])("%s and %i months: %s", (day, months, then) => expect(addMonths(day, months)).toBe(then));

  test.each([
    ["2024-02-29", 1, "2025-02-28"],
    ["2024-02-29", 4, "2028-02-29"],
    ["2025-02-28", 3, "2028-02-28"],
  ])("%s and %i years: %s", (day, years, then) => expect(addYears(day, years)).toBe(then));
});

test.each(["2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00:00", "tomorrow", ""])(
  "%s is no day",
  (text) => expect(isCalendarDay(text)).toBe(false),
);

test("days are added and counted alike, over every leap day and change of clocks", () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1990-01-01", days));
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      const to = addDays(from, days);
      expect(isCalendarDay(to)).toBe(true);
      expect(daysBetween(from, to)).toBe(days);
      expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0);
    }),
    { numRuns: runs(1_000) },
  );
});

describe("which day it is, and when it ends", () => {
  test("at one moment it is three days on the Earth", () => {
    const moment = new Date("2026-05-12T10:30:00Z");
    expect(["Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"].map((zone) => dayIn(zone, moment))).toEqual([
      "2026-05-13",
      "2026-05-12",
      "2026-05-11",
    ]);
  });

  test.each([
    ["2026-05-12", "Pacific/Kiritimati", "2026-05-12T10:00:00Z"], // UTC+14
    ["2026-05-12", "Pacific/Pago_Pago", "2026-05-13T11:00:00Z"], // UTC−11
    ["2026-03-29", "Europe/Rome", "2026-03-29T22:00:00Z"], // has 23 hours
    ["2026-10-25", "Europe/Rome", "2026-10-25T23:00:00Z"], // has 25
    ["2026-09-05", "America/Santiago", "2026-09-06T04:00:00Z"], // the day after begins at one
    ["2011-12-29", "Pacific/Apia", "2011-12-30T10:00:00Z"], // the day after was left out
  ])("%s in %s ends at %s", (day, zone, end) => {
    const ends = endOfDay(day, zone);
    expect(new Date(ends).toISOString()).toBe(end.replace("Z", ".000Z"));
    expect(dayIn(zone, new Date(ends - 1))).toBe(day);
    expect(dayIn(zone, new Date(ends)) > day).toBe(true);
  });
});
