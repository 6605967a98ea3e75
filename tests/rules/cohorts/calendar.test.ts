import { expect, test } from "vitest";
import { plannedHalfDays } from "#app/features/cohorts/calendar.ts";

test("two half-days a day, weekends left out", () => {
  const planned = plannedHalfDays("2026-11-06", "2026-11-10", [6, 7]); // Friday to Tuesday
  expect(planned).toEqual({
    ok: true,
    value: ["2026-11-06", "2026-11-09", "2026-11-10"].flatMap((date) => [
      { date, part: "am" },
      { date, part: "pm" },
    ]),
  });
});

test("a Friday-Saturday weekend works as well", () => {
  const planned = plannedHalfDays("2026-11-05", "2026-11-08", [5, 6]);
  expect(planned.ok && planned.value.map(({ date }) => date)).toEqual([
    "2026-11-05",
    "2026-11-05",
    "2026-11-08",
    "2026-11-08",
  ]);
});

test("a calendar does not run backwards or for years", () => {
  expect(plannedHalfDays("2026-11-06", "2026-11-05", [])).toMatchObject({
    reason: { key: "calendar.backwards" },
  });
  expect(plannedHalfDays("2026-01-01", "2028-01-01", [])).toMatchObject({
    reason: { key: "calendar.too-long" },
  });
});
