import fc from "fast-check";
import { expect, test } from "vitest";
import { mayPostpone, moved, shiftTo } from "#app/features/cohorts/move-cohort.ts";
import { addDays, daysBetween } from "#app/lib/calendar-day.ts";

const cohort = { startDate: "2026-05-04", endDate: "2026-05-15", closed: false };
const TODAY = "2026-04-20";

test.each([
  ["later", cohort, "2026-06-01", 0, 28],
  ["earlier, still ahead", cohort, "2026-04-27", 0, -7],
  ["to the same day", cohort, "2026-05-04", 0, "cohort.same-day"],
  ["into the past", cohort, "2026-04-19", 0, "cohort.in-the-past"],
  ["once attendance was taken", cohort, "2026-06-01", 1, "cohort.has-begun"],
  ["once it is closed", { ...cohort, closed: true }, "2026-06-01", 0, "cohort.closed"],
])("%s", (_name, from, begins, marks, expected) => {
  const result = mayPostpone(from, begins, marks, TODAY);
  expect(result.ok ? result.value : result.reason.key).toBe(expected);
});

test("a cohort moved keeps its length, over any month and leap year", () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2024-01-01", days));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), day, (startDate, length, begins) => {
      const from = { startDate, endDate: addDays(startDate, length), closed: false };
      const to = moved(from, shiftTo(from, begins));
      expect(to.startDate).toBe(begins);
      expect(daysBetween(to.startDate, to.endDate)).toBe(length);
    }),
  );
});
