import { expect, test } from "vitest";
import { isWeekend, weekendOf } from "#app/lib/weekend.ts";

test("the days of rest are those of the country", () => {
  expect(weekendOf("KH")).toEqual([6, 7]);
  expect(weekendOf("EG")).toEqual([5, 6]);
  expect(isWeekend("2026-11-28", "KH")).toBe(true); // a Saturday
  expect(isWeekend("2026-11-27", "KH")).toBe(false);
  expect(isWeekend("2026-11-27", "EG")).toBe(true);
});
