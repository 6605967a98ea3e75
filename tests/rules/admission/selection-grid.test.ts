import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areFarApart,
  gridResult,
  HIGHEST,
  totalOf,
  type Criterion,
  type Grid,
  type Scores,
} from "#app/features/admission/selection-grid.ts";

const criteria: Criterion[] = [
  { id: "experience", name: "", weight: 3, least: 2 },
  { id: "reason", name: "", weight: 2, least: 0 },
  { id: "use", name: "", weight: 3, least: 3 },
];
const grid: Grid = { criteria, pass: 60 };
const scores = (experience: number, reason: number, use: number): Scores => ({ experience, reason, use });

test("a total is the weighted mean out of 100", () => {
  expect(totalOf(criteria, scores(5, 5, 5))).toBe(10_000);
  expect(totalOf(criteria, scores(0, 0, 0))).toBe(0);
  // (3 × 4 + 2 × 3 + 3 × 5) ÷ (8 × 5) = 33 ÷ 40
  expect(totalOf(criteria, scores(4, 3, 5))).toBe(8250);
});

describe("what comes of the scores", () => {
  test.each([
    ["nobody scored", [], "unscored", []],
    ["one did", [scores(5, 5, 5)], "half-scored", []],
    ["two did, and it is enough", [scores(3, 3, 3), scores(3, 3, 3)], "passes", []],
    ["exactly 60 of 100", [scores(3, 3, 3), scores(3, 3, 3)], "passes", []],
    ["just under", [scores(3, 3, 3), scores(3, 2, 3)], "too-low", []],
    ["a mean at the least is at the least", [scores(2, 5, 3), scores(2, 5, 3)], "passes", []],
    [
      "no total makes up for a criterion under its least",
      [scores(5, 5, 3), scores(5, 5, 2)],
      "below-minimum",
      ["use"],
    ],
  ])("%s", (_name, given, verdict, below) => {
    const result = gridResult(grid, given);
    expect([result.verdict, result.below]).toEqual([verdict, below]);
  });
});

test("scorers far apart, in all or on one criterion, should talk", () => {
  const near = gridResult(grid, [scores(3, 3, 3), scores(4, 3, 3)]);
  expect([near.apart, near.disputed, areFarApart(near)]).toEqual([750, [], false]);
  const onOne = gridResult(grid, [scores(3, 5, 3), scores(3, 3, 3)]);
  expect([onOne.disputed, areFarApart(onOne)]).toEqual([["reason"], true]);
  const all = gridResult(grid, [scores(3, 3, 3), scores(4, 4, 4)]);
  expect([all.apart, all.disputed, areFarApart(all)]).toEqual([2000, [], true]);
  expect(gridResult(grid, [scores(3, 3, 3)]).apart).toBeNull();
});

const anyScore = fc.record({
  experience: fc.integer({ min: 0, max: HIGHEST }),
  reason: fc.integer({ min: 0, max: HIGHEST }),
  use: fc.integer({ min: 0, max: HIGHEST }),
});

test("nobody passes under a least, whatever the rest, and the order of scorers changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyScore, { minLength: 2, maxLength: 5 }), (given) => {
      const result = gridResult(grid, given);
      const means = criteria.map(
        ({ id, least }) => given.reduce((sum, each) => sum + each[id as "use"], 0) >= least * given.length,
      );
      if (means.includes(false)) expect(result.verdict).toBe("below-minimum");
      expect(gridResult(grid, [...given].reverse())).toEqual(result);
      expect(result.total).toBeGreaterThanOrEqual(0);
      expect(result.total).toBeLessThanOrEqual(10_000);
    }),
  );
});

test("a higher score never makes a result worse", () => {
  const rank = { unscored: 0, "half-scored": 0, "below-minimum": 1, "too-low": 1, passes: 2 };
  fc.assert(
    fc.property(anyScore, anyScore, fc.constantFrom(...criteria.map(({ id }) => id)), (one, other, id) => {
      const better = { ...one, [id]: HIGHEST };
      const before = gridResult(grid, [one, other]);
      const after = gridResult(grid, [better, other]);
      expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
      expect(after.total!).toBeGreaterThanOrEqual(before.total!);
    }),
  );
});
