import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COUNTS,
  countedBy,
  countedByMonth,
  countsOf,
  evaluationOf,
  finalMean,
  GROUPINGS,
  groupsOf,
  type Cell,
  type Counts,
} from "#app/features/reports/participation.ts";

const some = (...values: string[]) => fc.constantFrom(...values);
const counts = fc.record(
  Object.fromEntries(COUNTS.map((count) => [count, fc.nat(50)])),
) as unknown as fc.Arbitrary<Counts>;
const cell: fc.Arbitrary<Cell> = fc
  .tuple(
    counts,
    fc.record({
      cohortId: some("c1", "c2", "c3"),
      programme: some("management", "financial-education"),
      courseId: some("a", "b"),
      sex: some("female", "male", ""),
      country: some("KH", "SN", ""),
      organisationId: some("o1", "o2", ""),
      startDate: some("2025-11-30", "2026-02-01", "2026-02-28"),
    }),
  )
  .map(([own, keys]) => ({
    ...own,
    ...keys,
    cohort: keys.cohortId,
    versionId: "v",
    organisation: keys.organisationId,
    organisationKind: "mfi",
  }));
const cells = fc.array(cell, { maxLength: 30 });

describe("all tables and charts agree", () => {
  test.each(GROUPINGS)("the groups by %s add up to the whole", (by) => {
    fc.assert(
      fc.property(cells, (all) => {
        const groups = groupsOf(all, by);
        expect(countsOf(groups)).toEqual(countsOf(all));
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
      }),
    );
  });

  test.each(["sex", "country", "organisationKind"] as const)("people by %s are all the people", (by) => {
    fc.assert(
      fc.property(cells, (all) => {
        const people = countedBy(all, by).reduce((sum, each) => sum + each.people, 0);
        expect(people).toBe(countsOf(all).people);
      }),
    );
  });
});

test("months without anybody stand between those with", () => {
  const of = (startDate: string, people: number) =>
    ({ ...countsOf([]), startDate, people }) as unknown as Cell;
  expect(countedByMonth([of("2025-11-30", 4), of("2026-02-01", 2), of("2026-02-28", 3)])).toEqual([
    { value: "2025-11", people: 4 },
    { value: "2025-12", people: 0 },
    { value: "2026-01", people: 0 },
    { value: "2026-02", people: 5 },
  ]);
  expect(countedByMonth([])).toEqual([]);
});

test("a mean of nobody is no mean", () => {
  expect(finalMean(countsOf([]))).toBeNull();
  expect(finalMean({ ...countsOf([]), finalTaken: 2, finalMillionths: 1_500_000 })).toBe(0.75);
});

test("evaluations weigh each ballot alike, and nothing is made of none", () => {
  expect(evaluationOf([], ["clarity"])).toBeNull();
  const days = [
    { ballots: 5, expected: 10, sums: { clarity: 25 } },
    { ballots: 15, expected: 15, sums: { clarity: 45 } },
  ];
  expect(evaluationOf(days, ["clarity"])).toEqual({ ballots: 20, expected: 25, means: { clarity: 350 } });
});
