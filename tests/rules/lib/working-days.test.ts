import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#app/lib/calendar-day.ts";
import { addWorkingDays, hourIn, isWorkingDay, weekendOf } from "#app/lib/working-days.ts";

const none = new Set<string>();

test("weekends are the country's own", () => {
  expect(weekendOf("KH")).toEqual([6, 7]);
  expect(weekendOf("EG")).toEqual([5, 6]);
  expect(weekendOf(null)).toEqual([6, 7]);
  expect(isWorkingDay("2026-11-27", { weekend: weekendOf("EG"), holidays: none })).toBe(false); // a Friday
  expect(isWorkingDay("2026-11-27", { weekend: weekendOf("KH"), holidays: none })).toBe(true);
});

test("working days pass over weekends and holidays", () => {
  const week = { weekend: [6, 7], holidays: new Set(["2026-11-09"]) };
  expect(addWorkingDays("2026-11-05", 1, week)).toBe("2026-11-06");
  expect(addWorkingDays("2026-11-05", 2, week)).toBe("2026-11-10");
  expect(addWorkingDays("2026-11-07", 5, week)).toBe("2026-11-16");
});

test("the last of them is one, and there are exactly so many on the way", () => {
  const days = fc.integer({ min: 0, max: 400 }).map((after) => addDays("2026-01-01", after));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 15 }), fc.array(days), (day, count, holidays) => {
      const week = { weekend: [5, 6], holidays: new Set(holidays) };
      const last = addWorkingDays(day, count, week);
      let worked = 0;
      for (let one = addDays(day, 1); one <= last; one = addDays(one, 1))
        if (isWorkingDay(one, week)) worked += 1;
      expect([isWorkingDay(last, week), worked]).toEqual([true, count]);
    }),
  );
});

test("the hour where somebody lives", () => {
  expect(hourIn("Asia/Phnom_Penh", new Date("2026-11-29T01:30:00Z"))).toBe(8);
  expect(hourIn("America/Lima", new Date("2026-11-29T01:30:00Z"))).toBe(20);
});
