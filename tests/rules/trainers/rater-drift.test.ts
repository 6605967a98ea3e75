import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CRITERIA, SCORES, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { drifts, raterDrift, type Rated } from "#app/features/trainers/observations/rater-drift.ts";
import { runs } from "#tests/support/runs.ts";

const all = (score: 1 | 2 | 3 | 4 | 5, but: Scores = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});
const of = (drift: ReturnType<typeof raterDrift>, raterId: string) =>
  drift.find((one) => one.raterId === raterId)!;

describe("how far a rater is from the others", () => {
  test("who gives one mark more than the other is a mark above, the other a mark below", () => {
    const drift = raterDrift([
      { raterId: "lina", of: "o1", scores: all(4) },
      { raterId: "kwame", of: "o1", scores: all(3) },
      { raterId: "lina", of: "o2", scores: all(5) },
    ]);
    expect(of(drift, "lina")).toMatchObject({ shared: 1, compared: 12, mean: 100, distance: 100 });
    expect(of(drift, "kwame")).toMatchObject({ mean: -100, distance: 100 });
  });

  test("as often too high as too low has no drift, and a distance", () => {
    const up = Object.fromEntries(CRITERIA.slice(0, 6).map((criterion) => [criterion, 4])) as Scores;
    const [own] = raterDrift([
      { raterId: "lina", of: "o1", scores: all(2, up) },
      { raterId: "kwame", of: "o1", scores: all(3) },
    ]);
    expect(own).toMatchObject({ mean: 0, distance: 100 });
  });

  test("against several it is their mean; what one side left open is not compared; alone there is none", () => {
    const { C5: _open, ...eleven } = all(4);
    const drift = raterDrift([
      { raterId: "lina", of: "o1", scores: eleven },
      { raterId: "kwame", of: "o1", scores: all(3) },
      { raterId: "ana", of: "o1", scores: all(4) },
      { raterId: "jean", of: "o2", scores: all(1) },
    ]);
    expect(of(drift, "lina")).toMatchObject({ compared: 11, mean: 50 });
    expect(of(drift, "jean")).toMatchObject({ shared: 0, compared: 0, mean: null, distance: null });
  });

  test.each([
    [24, 50, true],
    [24, -50, true],
    [24, 49, false],
    [23, 200, false],
  ])("%i compared, %i hundredths: %s", (compared, mean, expected) => {
    expect(drifts({ raterId: "x", shared: 2, compared, mean, distance: Math.abs(mean) })).toBe(expected);
  });

  test("of two raters the drifts are opposite, whatever they gave", () => {
    const scores = fc.dictionary(
      fc.constantFrom(...CRITERIA),
      fc.constantFrom(...SCORES),
    ) as fc.Arbitrary<Scores>;
    fc.assert(
      fc.property(fc.array(fc.tuple(scores, scores), { minLength: 1, maxLength: 5 }), (pairs) => {
        const ratings = pairs.flatMap(([one, other], at): Rated[] => [
          { raterId: "lina", of: String(at), scores: one },
          { raterId: "kwame", of: String(at), scores: other },
        ]);
        const [lina, kwame] = [of(raterDrift(ratings), "lina"), of(raterDrift(ratings), "kwame")];
        expect(lina.compared).toBe(kwame.compared);
        expect(lina.distance).toBe(kwame.distance);
        // Rounded apart, half a hundredth may fall on either side.
        expect(Math.abs((lina.mean ?? 0) + (kwame.mean ?? 0))).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
