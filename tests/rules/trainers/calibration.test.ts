import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromConsensus } from "#app/features/trainers/observations/calibration.ts";
import { CRITERIA, SCORES, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { runs } from "#tests/support/runs.ts";

/* Rater calibration (domain §6.4): mean absolute difference from the consensus at most 0.75. */

const all = (score: Score, but: Partial<Scores> = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});

describe("how far a rating is from the consensus", () => {
  test.each<[string, Scores, Scores, Scores | null, number | null]>([
    ["the same twelve", all(4), all(4), null, 0],
    ["nothing agreed on: from the mean of both", all(4), all(3), null, 50],
    ["agreed on as the other said", all(5), all(3), all(3), 200],
    ["agreed on as they said themselves", all(5), all(3), all(5), 0],
    ["nine marks of twelve are 0.75", all(4), all(4), all(4, { C1: 1, C2: 1, C3: 1 }), 75],
    ["and one more is not", all(4), all(4), all(4, { C1: 1, C2: 1, C3: 1, C4: 5 }), 84],
    ["never rounded down", all(4, { C1: 3 }), all(4), null, 5],
    ["too high and too low do not make up for each other", all(4, { C1: 5, C2: 3 }), all(4), all(4), 17],
    ["one criterion that only the other scored", { ...all(4), C7: undefined }, all(4), null, null],
    ["one criterion that only they scored", all(4), { ...all(4), C7: undefined }, null, null],
    ["of a practicum repeated in one criterion", { C5: 4 }, { C5: 4 }, null, null],
  ])("%s", (_, own, other, agreed, difference) => expect(fromConsensus(own, other, agreed)).toBe(difference));

  test("both are equally far from the mean of both; from what is agreed on between them, together what lies between", () => {
    const twelve = fc.record(Object.fromEntries(CRITERIA.map((one) => [one, fc.constantFrom(...SCORES)])));
    fc.assert(
      fc.property(
        twelve,
        twelve,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (own, other, mine) => {
          const apart = fromConsensus(own, other, null)!;
          expect(fromConsensus(other, own, null)).toBe(apart);
          const agreed = Object.fromEntries(CRITERIA.map((one, at) => [one, (mine[at] ? own : other)[one]]));
          const [one, two] = [fromConsensus(own, other, agreed)!, fromConsensus(other, own, agreed)!];
          const between = CRITERIA.reduce((sum, each) => sum + Math.abs(own[each]! - other[each]!), 0);
          expect(Math.abs(one + two - (between * 100) / 12)).toBeLessThan(2);
          expect(Math.abs(2 * apart - (between * 100) / 12)).toBeLessThan(2);
        },
      ),
      { numRuns: runs(10_000) },
    );
  });
});
