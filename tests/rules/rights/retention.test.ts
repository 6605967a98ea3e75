import { expect, test } from "vitest";
import { dueBefore, isPurgeKind, PURGE_KINDS, PURGES } from "#app/features/rights/retention.ts";
import { addDays, daysBetween } from "#app/lib/calendar-day.ts";

test("a kind is due once its days are over, and not on the last of them", () => {
  for (const kind of PURGE_KINDS) {
    const before = dueBefore(kind, "2026-11-29");
    expect(daysBetween(before, "2026-11-29")).toBe(PURGES[kind].days);
    expect(addDays(before, PURGES[kind].days)).toBe("2026-11-29");
  }
  expect(dueBefore("name-evidence", "2026-11-29")).toBe("2026-10-30");
});

test("nothing is purged that is not in the table", () => {
  for (const other of ["certificates", "trail", "attendance", "", undefined, "constructor"])
    expect(isPurgeKind(other)).toBe(false);
});
