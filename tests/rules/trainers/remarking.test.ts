import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  askedAgain,
  markedAgain,
  mayAskForRemarking,
  sittingToMark,
  waitsForRemarking,
} from "#app/features/trainers/exams/remarking.ts";

const PASS = 7000;
const failed = { on: "2026-03-25", releasedOn: "2026-03-29", score: 6500 };

describe("who may ask for another marking", () => {
  test("until the fourteenth day after the release, and not on the fifteenth", () => {
    expect(mayAskForRemarking([failed], PASS, "2026-03-29")).toEqual({ until: "2026-04-12" });
    expect(mayAskForRemarking([failed], PASS, "2026-04-12")).toEqual({ until: "2026-04-12" });
    expect(mayAskForRemarking([failed], PASS, "2026-04-13")).toEqual({ no: "tooLate", until: "2026-04-12" });
  });

  test("not before a result, not after a pass, and once", () => {
    const ask = (sittings: Parameters<typeof mayAskForRemarking>[0]) =>
      mayAskForRemarking(sittings, PASS, "2026-04-01");
    expect(ask([])).toEqual({ no: "noResult" });
    expect(ask([{ ...failed, releasedOn: null }])).toEqual({ no: "noResult" });
    expect(ask([{ ...failed, score: PASS }])).toEqual({ no: "passed" });
    expect(ask(askedAgain([failed]))).toEqual({ no: "askedBefore" });
    expect(ask(markedAgain(askedAgain([failed]), 6600))).toEqual({ no: "askedBefore" });
  });
});

test("a marking names its sitting, and is of no other one once that is struck out", () => {
  const again = { on: "2026-05-02", releasedOn: "2026-05-04", score: 6800 };
  expect([sittingToMark([]), sittingToMark([failed])]).toEqual([undefined, failed.on]);
  expect(sittingToMark([failed, again])).toBe(again.on);
  expect(sittingToMark(askedAgain([failed, again], failed.on))).toBe(failed.on);
  const asked = askedAgain([failed, again], again.on);
  expect(markedAgain(asked, 7100, again.on)).toEqual([failed, { ...again, score: 7100, remarking: "done" }]);
  expect(askedAgain([failed], again.on)).toEqual([failed]);
  expect(markedAgain(askedAgain([failed]), 7100, again.on)).toEqual(askedAgain([failed]));
});

test("another marking changes the score of the sitting it was asked for, and nothing else", () => {
  const score = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 3 }), score, (scores, again) => {
      const sittings = scores.map((each) => ({ ...failed, score: each }));
      const asked = askedAgain(sittings);
      const marked = markedAgain(asked, again);
      expect(waitsForRemarking(asked)).toBe(true);
      expect(waitsForRemarking(marked)).toBe(false);
      expect(marked.map(({ on, releasedOn }) => [on, releasedOn])).toEqual(
        sittings.map(({ on, releasedOn }) => [on, releasedOn]),
      );
      expect(marked.map((sitting) => sitting.score)).toEqual([...scores.slice(0, -1), again]);
      expect(markedAgain(sittings, again)).toEqual(sittings);
    }),
  );
});
