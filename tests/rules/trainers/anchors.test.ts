import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anchorsOfScores,
  halfTranslated,
  ownAnchor,
  versionAt,
  type Anchors,
} from "#app/features/trainers/schemes/anchors.ts";
import { CRITERIA, SCORES } from "#app/features/trainers/schemes/criteria.ts";
import { MASTER_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import {
  changeName,
  changesBetween,
  partsOf,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { flawsOf } from "#app/features/trainers/schemes/sound-scheme.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { runs } from "#tests/support/runs.ts";
import { trees } from "#app/locales/trees.ts";

/* What the instrument says of a score is what the training of trainers teaches, word for word, in each language. */

const UNITS = ["criteria-one-to-four", "criteria-five-to-eight", "criteria-nine-to-twelve"];

function taught(language: string): Record<string, Record<string, string>> {
  const anchors: Record<string, Record<string, string>> = {};
  let criterion = "";
  const lines = UNITS.flatMap((unit) =>
    readFileSync(
      `content/training-of-trainers/modules/the-twelve-criteria/${language}/${unit}.md`,
      "utf8",
    ).split("\n"),
  );
  for (const line of lines) {
    criterion = /^## (C\d+) /.exec(line)?.[1] ?? criterion;
    const [, score, says] = /^\|\s*\**([1-5])\**\s*\|\s*(.*?)\s*\|$/.exec(line) ?? [];
    if (score && says) anchors[criterion] = { ...anchors[criterion], [score]: says.replaceAll("*", "") };
  }
  return anchors;
}

test.each(Object.entries(trees))("%s", (language, { anchors }) => {
  expect(anchors).toEqual(taught(language));
  for (const criterion of CRITERIA)
    expect(Object.keys(anchors[criterion])).toEqual(SCORES.map((score) => String(score)));
});

const inAll = (of: string, score: number, words: string) =>
  Object.fromEntries(LOCALES.map((locale) => [`anchors.${of}.${score}.${locale}`, `${words} ${locale}`]));

describe("a scheme's own words", () => {
  const own = withValues(TRAINER_SCHEME, inAll("C8", 3, "ten minutes at most"));

  test("are said in its version, of one criterion and score; what is left empty is not said", () => {
    expect(own.anchors).toEqual({
      C8: { 3: Object.fromEntries(LOCALES.map((locale) => [locale, `ten minutes at most ${locale}`])) },
    });
    expect(readScheme(writeScheme(own))).toEqual(own);
    expect(changesBetween(TRAINER_SCHEME, own).map(changeName)).toEqual(Object.keys(inAll("C8", 3, "")));
    expect(ownAnchor(own.anchors, "C8", 3, "km")).toBe("ten minutes at most km");
    expect(ownAnchor(own.anchors, "C8", 4, "km")).toBeUndefined();
    const emptied = Object.fromEntries(Object.keys(inAll("C8", 3, "")).map((name) => [name, ""]));
    expect(withValues(own, emptied).anchors).toBeUndefined();
    expect(flawsOf(own)).toEqual([]);
  });

  test("in some languages only cannot be published", () => {
    const half = withValues(own, { "anchors.C8.3.fr": "", "anchors.any.5.en": "an example" });
    expect(halfTranslated(half.anchors)).toEqual(["any", "C8"]);
    expect(flawsOf(half).map(({ key, stage }) => `${key} ${stage}`)).toEqual([
      "half-translated anchors-any",
      "half-translated anchors-C8",
    ]);
  });

  test("have a form only where deliveries are scored", () => {
    expect(partsOf(TRAINER_SCHEME).slice(-13)).toEqual([
      "anchors-any",
      ...CRITERIA.map((one) => `anchors-${one}`),
    ]);
    expect(partsOf(MASTER_SCHEME).some((part) => part.startsWith("anchors"))).toBe(false);
  });
});

describe("a rating is read in the words of the version it was made under", () => {
  const of = (words: string): Anchors => ({ C1: { 3: { en: words } }, C8: { 3: { en: words } } });

  test("what was scored again in the words of then, the rest in those of before; what says nothing in the platform's", () => {
    const scored = [
      { scores: { C1: 3, C8: 2 } as const, anchors: of("first") },
      { scores: { C8: 3 } as const, anchors: undefined },
    ];
    const anchors = anchorsOfScores(of("now"), scored, { C1: 3, C8: 3 });
    expect([ownAnchor(anchors, "C1", 3, "en"), ownAnchor(anchors, "C8", 3, "en")]).toEqual([
      "first",
      undefined,
    ]);
    expect(anchorsOfScores(of("now"), [], {})).toEqual(of("now"));
    // Seen twice in one round the lower score stands, and is read as it was meant.
    const lower = [scored[0]!, { scores: { C1: 5 } as const, anchors: of("second") }];
    expect(ownAnchor(anchorsOfScores(of("now"), lower, { C1: 3 }), "C1", 3, "en")).toBe("first");
    // What does not stand is scored next in the words of now.
    expect(ownAnchor(anchorsOfScores(of("now"), lower, {}), "C1", 3, "en")).toBe("now");
  });

  test("at every instant one version: of the moves in order, the one before the first that came later", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 6 }), fc.nat(60), (days, at) => {
        const moves = [...days].sort((a, b) => a - b).map((day, index) => ({ at: day, from: `1.${index}` }));
        const now = `1.${moves.length}`;
        const made = moves.filter((move) => move.at <= at).length;
        expect(versionAt(now, moves, at)).toBe(`1.${made}`);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
