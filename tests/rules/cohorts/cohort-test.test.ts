import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawForms,
  gainOf,
  mostQuestions,
  sittingPhase,
  testResult,
  type Score,
} from "#app/features/cohorts/cohort-test.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";

const outline = courseOutline();
const bank = questions();
const facts = (item: string) => bank.get(item)!;

test("two forms share no question and ask for the same objectives in the same measure", () => {
  const most = mostQuestions(outline, bank);
  expect(most).toBeGreaterThanOrEqual(3);
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: most }), (seed, count) => {
      const { pre, post } = drawForms(outline, bank, count, seed);
      expect(pre).toHaveLength(count);
      expect(new Set([...pre, ...post].map(({ item }) => item)).size).toBe(2 * count);
      const blueprint = (paper: typeof pre) =>
        paper.map(({ item }) => `${facts(item).moduleId}/${facts(item).objective}`).sort();
      expect(blueprint(pre)).toEqual(blueprint(post));
      expect(pre.some(({ item }) => /^(savings|leasing)\//.test(item))).toBe(false);
      expect(drawForms(outline, bank, count, seed)).toEqual({ pre, post });
    }),
  );
});

test("modules take turns: a form of two asks about both that everybody takes", () => {
  const { pre } = drawForms(outline, bank, 2, "any");
  expect(new Set(pre.map(({ item }) => facts(item).moduleId)).size).toBe(2);
});

test("before: to the evening of the first day; after: from the last day, fourteen days on", () => {
  const course = { startDate: "2026-10-05", endDate: "2026-10-09" };
  const phases = (sitting: "pre" | "post", ...days: string[]) =>
    days.map((day) => sittingPhase(sitting, course, day));
  expect(phases("pre", "2026-09-01", "2026-10-05", "2026-10-06")).toEqual(["open", "open", "over"]);
  expect(phases("post", "2026-10-08", "2026-10-09", "2026-10-23", "2026-10-24")).toEqual([
    "not-yet",
    "open",
    "open",
    "over",
  ]);
});

test("gain is of what was still to be learned, and says nothing at the ceiling", () => {
  expect(gainOf(0.4, 0.7)).toBeCloseTo(0.5);
  expect(gainOf(0.5, 0.4)).toBeCloseTo(-0.2);
  expect(gainOf(1, 1)).toBeNull();
});

test("only who sat both is counted, and the gain is that of the means", () => {
  const of = (right: number): Score => ({ right, questions: 10 });
  expect(testResult([{ pre: of(2) }, { post: of(9) }, {}])).toBeNull();
  const result = testResult([
    { pre: of(4), post: of(7) },
    { pre: of(8), post: of(7) },
    { pre: of(1) },
    { post: of(10) },
  ])!;
  expect(result).toMatchObject({ pairs: 2, pre: expect.closeTo(0.6), post: expect.closeTo(0.7) });
  // The mean of each one's gain would be 0: one tenth lost near the top would outweigh three gained below.
  expect(result.gain).toBeCloseTo(0.25);
});
