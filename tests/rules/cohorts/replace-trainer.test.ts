import fc from "fast-check";
import { expect, test } from "vitest";
import { passingOver, type Held } from "#app/features/cohorts/replace-trainer.ts";

const held = (id: string, date: string, verified: boolean, ...trainerIds: string[]): Held => ({
  id,
  date,
  verified,
  trainerIds,
});

test("what is past or verified stays with who gave it", () => {
  const halfDays = [
    held("past", "2026-11-01", false, "vanna"),
    held("verified", "2026-11-02", true, "vanna"),
    held("today", "2026-11-02", false, "vanna", "dara"),
    held("ahead", "2026-11-03", false, "vanna"),
    held("another's", "2026-11-03", false, "dara"),
  ];
  expect(passingOver(halfDays, "vanna", "2026-11-02")).toEqual(["today", "ahead"]);
  expect(passingOver(halfDays, "nobody", "2026-11-02")).toEqual([]);
});

test("delivered and still to be held are all of a trainer's half-days, and share none", () => {
  const days = fc.constantFrom("2026-11-01", "2026-11-02", "2026-11-03");
  const row = fc.record({
    date: days,
    verified: fc.boolean(),
    trainerIds: fc.subarray(["vanna", "dara"]),
  });
  fc.assert(
    fc.property(fc.array(row), days, (rows, today) => {
      const halfDays = rows.map((each, index) => ({ id: String(index), ...each }));
      const passing = new Set(passingOver(halfDays, "vanna", today));
      for (const { id, date, verified, trainerIds } of halfDays) {
        const delivered = verified || date < today;
        expect(passing.has(id)).toBe(trainerIds.includes("vanna") && !delivered);
      }
    }),
  );
});
