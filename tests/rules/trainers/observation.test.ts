import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  below,
  CRITERIA,
  lowerOf,
  type Score,
  type Scores,
} from "#app/features/trainers/schemes/criteria.ts";
import { FIRST_SCHEMES } from "#app/features/trainers/schemes/first-schemes.ts";
import {
  agreedScores,
  asksInstrument,
  criteriaAsked,
  differences,
  leftToObserve,
  marksFromOtherVerdict,
  mayBeReplaced,
  minutesLeft,
  missingInRating,
  mustModerate,
  rulesInStage,
  rulesOfRenewal,
  secondAsked,
  standingOf,
  thresholdsOf,
} from "#app/features/trainers/observations/observation.ts";
import {
  figuresWith,
  headCount,
  readRating,
  type Figures,
  type RatingEntry,
} from "#app/features/trainers/observations/rating.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";

const SCHEME = FIRST_SCHEMES.find(({ id }) => id === "mmw-volume-1-trainer")!;
const RULE = thresholdsOf(SCHEME)!;
const all = (score: Score, but: Scores = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});
const AnyScore = fc.integer({ min: 1, max: 5 }) as fc.Arbitrary<Score>;
const AnyScores = fc
  .tuple(...CRITERIA.map(() => AnyScore))
  .map((given) => Object.fromEntries(CRITERIA.map((criterion, at) => [criterion, given[at]!])) as Scores);

test("the thresholds are the scheme's; a version that says nothing has the defaults", () => {
  expect(RULE).toEqual({
    assessors: 1,
    second: { share: 2000, marks: 1, mean: 25, apart: 2 },
    floor: 3,
    mean: 350,
  });
  const second = { share: 5000, marks: 0, mean: 0, apart: 1 };
  const stages = SCHEME.stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map((asked) => (asked.kind === "criteria-scored" ? { ...asked, second } : asked)),
  }));
  expect(thresholdsOf(readScheme(writeScheme({ ...SCHEME, stages })))).toEqual({ ...RULE, second });
});

test("a renewal is rated by the scheme's own rule of a second rating, and by the renewal's floor and mean", () => {
  const renewal = { ...SCHEME.renewal, asks: { ...SCHEME.renewal.asks, floor: 4, participantMean: 400 } };
  expect(rulesOfRenewal({ ...SCHEME, renewal })).toEqual({
    thresholds: { ...RULE, floor: 4, mean: 400 },
    standing: {},
    minutesLeft: 0,
    hears: false,
  });
  const national = FIRST_SCHEMES.find(({ id }) => id === "fe-national-trainer")!;
  expect([thresholdsOf(national), rulesOfRenewal(national).thresholds]).toEqual([null, RULE]);
  const onInstrument = FIRST_SCHEMES.filter(asksInstrument).map(({ kind }) => kind);
  expect(new Set(onInstrument)).toEqual(new Set(["trainer", "master-trainer", "national-trainer"]));
  const facts = { scores: all(4), observedMinutes: 60, feedback: null };
  expect(rulesInStage(SCHEME, facts)).toEqual({
    thresholds: RULE,
    standing: all(4),
    minutesLeft: 120,
    hears: true,
  });
  const feedback = { responses: 9, present: 10, marks: 3600 };
  expect(rulesInStage(SCHEME, { ...facts, feedback }).hears).toBe(false);
});

test("what was seen is not seen again until it passes", () => {
  const seen = { scores: all(5, { C5: 2 }), observedMinutes: 180, bars: [] };
  expect(leftToObserve(SCHEME, seen)).toBe(false);
  expect(leftToObserve(SCHEME, { ...seen, scores: {} })).toBe(true);
  expect(leftToObserve(SCHEME, { ...seen, observedMinutes: 179 })).toBe(true);
  expect(leftToObserve(SCHEME, { ...seen, bars: ["relative"] })).toBe(true);
  const language = FIRST_SCHEMES.find(({ id }) => id === "mmw-volume-1-language")!;
  expect(leftToObserve(language, { ...seen, observedMinutes: 0 })).toBe(false);
});

test("of two observations in one practicum no later score makes up for a weaker one", () => {
  fc.assert(
    fc.property(AnyScores, AnyScores, (one, other) => {
      const both = lowerOf(one, other);
      expect(below(both, 3)).toEqual(
        CRITERIA.filter((criterion) => one[criterion]! < 3 || other[criterion]! < 3),
      );
      expect(lowerOf(other, one)).toEqual(both);
    }),
  );
  expect(lowerOf(all(4), { C3: 5 })).toEqual(all(4));
  expect(lowerOf({ C1: 2 }, { C2: 5 })).toEqual({ C1: 2, C2: 5 });
});

describe("who is rated a second time", () => {
  test.each<[string, Scores, number]>([
    ["all well above the floor", all(5), 3],
    ["one at the floor", all(5, { C5: 3 }), 1],
    ["one below by one", all(5, { C5: 2 }), 1],
    ["one below by two", all(5, { C5: 1 }), 2],
    ["two below by one", all(5, { C5: 2, C6: 2 }), 2],
  ])("%s", (_, scores, marks) => expect(marksFromOtherVerdict(scores, 3)).toBe(marks));

  test("so many marks given otherwise turn the verdict, and fewer do not", () => {
    fc.assert(
      fc.property(AnyScores, (scores) => {
        const marks = marksFromOtherVerdict(scores, 3);
        const weak = below(scores, 3);
        const turned =
          weak.length === 0
            ? Math.min(...Object.values(scores)) - marks < 3
            : weak.reduce((sum, criterion) => sum + 3 - scores[criterion]!, 0) === marks;
        expect(turned).toBe(true);
        expect(marks).toBeGreaterThan(0);
      }),
    );
  });

  test("close scores, a close mean, and by chance whatever the scores", () => {
    const far = { scores: all(5), mean: 450, draw: 2000, excepted: false };
    expect(secondAsked(far, RULE)).toEqual([]);
    expect(secondAsked({ ...far, draw: 1999 }, RULE)).toEqual(["drawn"]);
    expect(secondAsked({ ...far, mean: 375 }, RULE)).toEqual(["mean"]);
    expect(secondAsked({ ...far, mean: 376 }, RULE)).toEqual([]);
    expect(secondAsked({ ...far, scores: all(3), mean: null, draw: 0 }, RULE)).toEqual(["close", "drawn"]);
    // No mean was given: that is not a mean of nothing, however near nothing the threshold is.
    expect(secondAsked({ ...far, mean: null }, { ...RULE, mean: 0 })).toEqual([]);
    expect(marksFromOtherVerdict({}, 3)).toBe(Infinity);
  });

  test("always where the scheme asks for two, or the first one has trained the candidate", () => {
    const far = { scores: all(5), mean: 450, draw: 2000, excepted: false };
    expect(secondAsked(far, { ...RULE, assessors: 2 })).toEqual(["scheme"]);
    expect(secondAsked({ ...far, excepted: true }, RULE)).toEqual(["exception"]);
  });
});

describe("where two ratings differ", () => {
  test("two marks, or two sides of the floor", () => {
    const found = differences(all(4), all(4, { C1: 5, C2: 2, C3: 3 }), RULE);
    expect(found.map(({ criterion, moderate }) => [criterion, moderate])).toEqual([
      ["C1", false],
      ["C2", true],
      ["C3", false],
    ]);
    expect(mustModerate(differences(all(3), all(2), RULE))).toBe(true);
    expect(mustModerate(differences(all(4), all(5), RULE))).toBe(false);
  });

  test("on one side of the floor two marks are too far apart, on two sides one is", () => {
    const moderate = (first: Score, second: Score) =>
      mustModerate(differences(all(first), all(second), RULE));
    expect([moderate(3, 4), moderate(3, 5), moderate(1, 2), moderate(2, 3)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  test("one criterion that must be agreed on is enough; what only one has scored is no difference", () => {
    expect(mustModerate(differences(all(4), all(4, { C1: 5, C2: 2 }), RULE))).toBe(true);
    expect(differences({ C1: 4, C2: 4 }, { C2: 4, C3: 1 }, RULE)).toEqual([]);
  });

  test("agreed may be what either of the two gave", () => {
    const [first, second] = [all(4), all(4, { C2: 2 })];
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const)
      for (const score of [2, 4] as const)
        expect(agreedScores(one, differences(one, other, RULE), { C2: score })).toMatchObject({ ok: true });
    expect(agreedScores(first, differences(first, second, RULE), { C2: 1 })).toMatchObject({
      reason: { key: "observation.agreeBetween" },
    });
  });

  test("it does not matter who was first", () => {
    fc.assert(
      fc.property(AnyScores, AnyScores, (one, other) => {
        expect(mustModerate(differences(one, other, RULE))).toBe(mustModerate(differences(other, one, RULE)));
      }),
    );
  });

  test("agreed is all that had to be, between the two; the first rating stands for the rest", () => {
    const [first, second] = [all(4, { C2: 2 }), all(4, { C2: 4, C9: 5 })];
    const found = differences(first, second, RULE);
    expect(agreedScores(first, found, {})).toMatchObject({ reason: { key: "observation.agreeOnAll" } });
    expect(agreedScores(first, found, { C2: 5 })).toMatchObject({
      reason: { key: "observation.agreeBetween", params: { criterion: "C2", low: 2, high: 4 } },
    });
    expect(agreedScores(first, found, { C2: 3, C5: 1 })).toEqual({ ok: true, value: all(4, { C2: 3 }) });
  });
});

describe("when a rating may be signed", () => {
  const entry = (id: string, own: Partial<RatingEntry>): RatingEntry => ({
    id,
    kind: "score",
    about: "C1",
    value: 4,
    text: "",
    replaces: [],
    at: 0,
    ...own,
  });
  const scored = CRITERIA.map((about) => entry(about, { about }));
  const asked = {
    criteria: CRITERIA,
    watched: true,
    day: "2026-05-04",
    notesToCome: false,
    session: null,
  };
  const keys = (entries: RatingEntry[], today = "2026-05-04") =>
    missingInRating(readRating(entries), asked, today).map(({ key }) => key);
  const minutes = entry("m", { kind: "figure", about: "minutes", value: 180 });

  test("twelve scores and the minutes watched, from its day on", () => {
    expect(keys([...scored, minutes])).toEqual([]);
    expect(keys([...scored, minutes], "2026-05-03")).toEqual(["notYet"]);
    expect(keys([...scored.slice(1), minutes])).toEqual(["scores"]);
    // Half of it on one day and half on another: what the scheme asks is asked of the practicum.
    expect(keys([...scored, { ...minutes, value: 90 }])).toEqual([]);
    expect(keys([...scored, { ...minutes, value: 0 }])).toEqual(["minutes"]);
    expect(keys(scored)).toEqual(["minutes"]);
    expect(missingInRating(readRating(scored), { ...asked, watched: false }, asked.day)).toEqual([]);
  });

  test("from notes not before there are any", () => {
    const from = { ...asked, notesToCome: true };
    expect(missingInRating(readRating([...scored, minutes]), from, asked.day)).toEqual([{ key: "notes" }]);
  });

  test("not while two devices differ, the clock runs, or a mean has no number of responses", () => {
    expect(keys([...scored, minutes, entry("again", { value: 2 })])).toEqual(["clash"]);
    expect(keys([...scored, minutes, entry("c", { kind: "clock", about: "", value: 1 })])).toEqual(["clock"]);
    expect(keys([...scored, minutes, entry("r", { kind: "figure", about: "mean", value: 430 })])).toEqual([
      "mean",
    ]);
  });

  test("nor with a number of responses and no mean; both may be missing, as at a delivery nobody answered", () => {
    const responses = entry("r", { kind: "figure", about: "responses", value: 12 });
    const mean = entry("a", { kind: "figure", about: "mean", value: 430 });
    expect(keys([...scored, minutes, responses])).toEqual(["mean"]);
    expect(keys([...scored, minutes, responses, mean])).toEqual([]);
  });

  describe("how many were there", () => {
    const figure = (about: string, value: number) => entry(about, { kind: "figure", about, value });
    const heard = [...scored, minutes, figure("responses", 1), figure("mean", 500)];
    const nothing = { minutes: null, present: null, women: null, men: null, responses: null, mean: null };
    const missing = (entries: RatingEntry[], session: Figures | null = nothing) =>
      missingInRating(readRating(entries), { ...asked, session }, asked.day).map(({ key }) => key);

    test("is asked where the participants were heard and the register does not say it", () => {
      expect(missing(heard)).toEqual(["present"]);
      expect(missing([...heard, figure("women", 10)])).toEqual(["present"]);
      expect(missing([...heard, figure("present", 30)])).toEqual([]);
      expect(missing([...heard, figure("women", 10), figure("men", 2)])).toEqual([]);
      expect(missing(heard, { ...nothing, present: 30 })).toEqual([]);
      // The evaluations of the day speak too, and nobody has to type them.
      expect(missing([...scored, minutes], { ...nothing, responses: 9, mean: 430 })).toEqual(["present"]);
    });

    test("is not asked where nobody was heard, or it does not count", () => {
      expect(missing([...scored, minutes])).toEqual([]);
      expect(missing(heard, null)).toEqual([]);
    });

    test("the register's marks are not counted away by whoever types fewer", () => {
      const typed = readRating([...heard, figure("present", 4)]);
      expect(headCount(figuresWith(typed, { ...nothing, present: 30 }))).toBe(30);
      expect(headCount(figuresWith(typed, { ...nothing, present: 3 }))).toBe(4);
      expect(headCount(figuresWith(typed, nothing))).toBe(4);
    });

    test("is never fewer than were counted, whichever way", () => {
      const said = { ...nothing, present: 20, women: 9, men: 8, responses: 4 };
      expect(headCount(said)).toBe(20);
      expect(headCount({ ...said, women: 19 })).toBe(27);
      expect(headCount({ ...said, responses: 22 })).toBe(22);
      expect(headCount({ ...said, present: null, men: null })).toBeNull();
    });
  });

  test("after a failed practicum only what is open, and the minutes that are left", () => {
    expect(criteriaAsked({})).toEqual(CRITERIA);
    expect(criteriaAsked(all(4))).toEqual(CRITERIA); // all of them stand: rated anew are all
    const standing = all(4);
    delete standing.C3;
    expect(criteriaAsked(standing)).toEqual(["C3"]);
    expect([0, 120, 500].map((seen) => minutesLeft(SCHEME, seen))).toEqual([180, 60, 0]);
  });
});

test("somebody else rates instead until it is signed, and after that where the signature cannot count", () => {
  const may = (signed: boolean, mayStillRate: boolean, settled = false) =>
    mayBeReplaced(settled, { signed, mayStillRate })?.key ?? "may";
  expect([may(false, true), may(false, false), may(true, false)]).toEqual(["may", "may", "may"]);
  expect(may(true, true)).toBe("observation.signedStays");
  expect([may(false, true, true), may(true, false, true)]).toEqual(Array(2).fill("observation.settledStays"));
});

test("whose turn it is", () => {
  const standing = (first: boolean, second: boolean | null, more = {}) =>
    standingOf({
      cancelled: false,
      settled: false,
      proposed: false,
      signed: [{ turn: 1, signed: first }, ...(second === null ? [] : [{ turn: 2, signed: second }])],
      ...more,
    });
  expect(standing(false, null)).toBe("first");
  expect(standing(true, null)).toBe("second-wanted");
  expect(standing(true, false)).toBe("second");
  expect(standing(true, true)).toBe("moderation");
  expect(standing(true, true, { proposed: true })).toBe("countersign");
  expect(standing(true, null, { settled: true })).toBe("settled");
  expect(standing(false, null, { cancelled: true })).toBe("cancelled");
});
