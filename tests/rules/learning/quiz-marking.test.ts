import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnswerValue, Question, QuestionBody } from "#app/features/catalogue/question.ts";
import { isFairMark, markAnswer, passes, percentOf, totalOf } from "#app/features/learning/quiz-marking.ts";
import { questions } from "#tests/support/course-fixture.ts";

const all = [...questions().values()];
const of = (kind: QuestionBody["kind"]): Question => all.find(({ body }) => body.kind === kind)!;
const mark = (kind: QuestionBody["kind"], answer: AnswerValue | null, accept?: string[]) =>
  markAnswer(of(kind), answer, accept);

describe("points by kind", () => {
  test.each([
    ["single", { choice: "b" }, 100],
    ["single", { choice: "a" }, 0],
    ["true-false", { choice: "true" }, 100],
    ["true-false", { choice: "false" }, 0],
    ["multiple", { choices: ["c", "a"] }, 100],
    ["multiple", { choices: ["a"] }, 0],
    ["multiple", { choices: ["a", "b", "c"] }, 0],
    ["numeric", { text: "7,1" }, 100],
    ["numeric", { text: "7.2" }, 0],
    ["numeric", { text: "about seven" }, 0],
    ["matching", { pairs: { l1: "r2", l2: "r1", l3: "r4" } }, 100],
    ["matching", { pairs: { l1: "r2", l2: "r1", l3: "r3" } }, 66],
    ["matching", { pairs: { l1: "r2" } }, 33],
    ["matching", { pairs: { l1: "r4", l2: "r2" } }, 0],
    ["ordering", { order: ["a", "b", "c", "d"] }, 100],
    ["ordering", { order: ["b", "a", "c", "d"] }, 0],
    ["ordering", { pairs: { a: "1", b: "2", c: "3" } }, 0],
    ["free-text", { text: "Dear client" }, null],
    ["free-text", { text: "  " }, 0],
  ] as [QuestionBody["kind"], AnswerValue, number | null][])("%s %j earns %s", (kind, answer, points) => {
    expect(mark(kind, answer)).toBe(points);
  });

  test("a short text is compared without case, accents and outer spaces, in any language's words", () => {
    const accept = ["provision", "Réserve", "ទុនបម្រុង"];
    for (const text of [" Provision ", "PROVISION", "reserve", "ទុនបម្រុង"])
      expect(mark("short-text", { text }, accept)).toBe(100);
    expect(mark("short-text", { text: "provisions" }, accept)).toBe(0);
    expect(mark("short-text", { text: "ទនបមរង" }, accept)).toBe(0); // without its vowels: another word
  });

  test.each(["45.000", "45 000", "45,000", "45000", "៤៥,០០០", "45\u202f000"])(
    "%s earns the points of forty-five thousand, as any language of the course may write it",
    (text) => {
      const body = { kind: "numeric" as const, key: "45000", tolerance: "0" };
      expect(markAnswer({ body, points: 100 }, { text })).toBe(100);
      expect(markAnswer({ body, points: 100 }, { text: `${text}0` })).toBe(0);
    },
  );

  test("no answer earns nothing and keeps nobody waiting", () => {
    for (const question of all) expect(markAnswer(question, null)).toBe(0);
  });

  test("the shape of another kind earns nothing", () => {
    expect(mark("single", { text: "b" })).toBe(0);
    expect(mark("numeric", { choice: "7" })).toBe(0);
    expect(mark("multiple", { choice: "a" })).toBe(0);
  });
});

const option = fc.constantFrom("a", "b", "c", "d", "l1", "l2", "l3", "r1", "r2", "r4", "1", "2", "3", "4");
const anyAnswer: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.record({ choice: option }),
  fc.record({ choices: fc.array(option) }),
  fc.record({ pairs: fc.dictionary(option, option) }),
  fc.record({ order: fc.uniqueArray(option) }),
  fc.record({ text: fc.oneof(fc.string(), option) }),
);

test("an item earns whole hundredths between nothing and its worth", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.integer({ min: 1, max: 999 }),
      anyAnswer,
      (question, points, answer) => {
        const earned = markAnswer({ ...question, points }, answer, ["a"]);
        if (earned !== null) expect(isFairMark(earned, points)).toBe(true);
      },
    ),
  );
});

test("the order in which choices and pairs were given does not matter", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(["a", "b", "c", "d"]), (choices) => {
      expect(mark("multiple", { choices })).toBe(mark("multiple", { choices: [...choices].sort() }));
    }),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("l1", "l2", "l3"), fc.constantFrom("r1", "r2", "r4")),
      (pairs) => {
        const reversed = Object.fromEntries(Object.entries(pairs).reverse());
        expect(mark("matching", { pairs: reversed })).toBe(mark("matching", { pairs }));
      },
    ),
  );
});

describe("passing", () => {
  test.each([
    [700, 1000, 70, true],
    [699, 1000, 70, false],
    [0, 1000, 0, true],
    [234, 334, 70, true],
    [233, 334, 70, false],
  ])("%i of %i at %i %% is %s", (points, max, pass, answer) => {
    expect(passes(points, max, pass)).toBe(answer);
  });

  test("cross-multiplication is the comparison of fractions", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 100 }),
        (points, max, pass) => {
          // points/max ≥ pass/100 with both sides over the common denominator, in whole numbers of any size
          const exact = BigInt(points) * 100n >= BigInt(pass) * BigInt(max);
          expect(passes(points, max, pass)).toBe(exact);
          if (points <= max) expect(percentOf(points, max) >= pass).toBe(exact);
        },
      ),
    );
  });
});

test("a total is a sum of whole numbers, and waits for the last mark", () => {
  expect(totalOf([100, 66, 33])).toEqual({ points: 199, waiting: false });
  expect(totalOf([100, null])).toEqual({ points: 100, waiting: true });
  expect(totalOf([])).toEqual({ points: 0, waiting: false });
});
