import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankQuestion, letterOf, printedQuestion } from "#app/features/trainers/exams/exam-booklet.ts";
import { differences, keyingStep, settled, type Typed } from "#app/features/trainers/exams/exam-keying.ts";

const PAPER = ["a", "b", "c", "d"].map((item) => ({ item }));
const choice = fc.constantFrom("", "x", "y", "z");
const sheet: fc.Arbitrary<Typed> = fc
  .record({ a: choice, b: choice, c: choice, d: choice })
  .map((given) => new Map(Object.entries(given).map(([item, one]) => [item, { choice: one }])));
const at = (typed: Typed, item: string): string => {
  const value = typed.get(item) as { choice: string } | undefined;
  return value?.choice ?? "";
};

describe("answers typed in from paper", () => {
  test("two who typed the same are done; two who differ wait for a third", () => {
    fc.assert(
      fc.property(sheet, sheet, (one, other) => {
        const apart = PAPER.filter(({ item }) => at(one, item) !== at(other, item)).map(({ item }) => item);
        expect(differences(PAPER, one, other)).toEqual(apart);
        expect(keyingStep(PAPER, [one, other])).toBe(apart.length === 0 ? "done" : "settle");
        expect(settled(PAPER, [one, other]) === null).toBe(apart.length > 0);
      }),
    );
  });

  test("what two agree on counts whatever the third says, of the rest the third's", () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, (one, other, third) => {
        const counts = settled(PAPER, [one, other, third])!;
        for (const { item } of PAPER)
          expect(at(counts, item)).toBe(at(one, item) === at(other, item) ? at(one, item) : at(third, item));
      }),
    );
  });

  test("who typed first makes no difference; one alone never counts", () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, (one, other, third) => {
        expect(settled(PAPER, [one, other, third])).toEqual(settled(PAPER, [other, one, third]));
        expect(settled(PAPER, [one])).toBeNull();
      }),
    );
    expect(keyingStep(PAPER, [])).toBe("first");
    expect(keyingStep(PAPER, [new Map()])).toBe("second");
    expect(keyingStep(PAPER, [new Map(), new Map()])).toBe("done"); // both saw an empty sheet
  });
});

describe("a question on paper", () => {
  const body = { kind: "single", options: ["one", "two", "three"], key: "two" } as const;
  const drawn = { item: "q", options: ["three", "one", "two"] };

  test("letters follow the order of that paper", () => {
    const text = { prompt: "Which?", options: { one: "First", two: "Second", three: "Third" } };
    const { choices } = printedQuestion(1, drawn, {
      body: { ...body, options: [...body.options] },
      points: 100,
      text,
    });
    expect(choices).toEqual([
      { letter: "A", text: "Third" },
      { letter: "B", text: "First" },
      { letter: "C", text: "Second" },
    ]);
    expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(["A", "Z", "AA", "AZ", "BA"]);
  });

  test("whoever types it in reads letters and no word of it", () => {
    const view = blankQuestion(
      1,
      drawn,
      { kind: "single", left: [], points: 100 },
      { prompt: "As on the sheet", locale: "en" },
    );
    expect(view.words).toEqual({
      prompt: "As on the sheet",
      options: { three: "A", one: "B", two: "C" },
      right: { three: "A", one: "B", two: "C" },
      left: {},
    });
  });
});
