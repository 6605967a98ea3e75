import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  drawPaper,
  maxPointsOf,
  questionAt,
  shuffled,
  type Paper,
} from "#app/features/learning/quiz-draw.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";

const outline = courseOutline();
const bank = questions();
const MODULE_TEST = { moduleId: "risk", unitId: "test" };
const FINAL = { moduleId: "", unitId: "final" };
const seeds = fc.uuid();

const countBy = (paper: Paper, of: (key: string) => string) =>
  paper.reduce<Record<string, number>>((counts, { item }) => {
    const name = of(item);
    return { ...counts, [name]: (counts[name] ?? 0) + 1 };
  }, {});

describe("the blueprint is kept", () => {
  test("so many items per objective, none twice, none of a fixed form, all of the module", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const paper = drawPaper(outline, MODULE_TEST, bank, seed);
        expect(countBy(paper, (key) => questionAt(bank, key).objective)).toEqual({ know: 2, do: 3 });
        expect(new Set(paper.map(({ item }) => item)).size).toBe(paper.length);
        expect(paper.every(({ item }) => questionAt(bank, item).moduleId === "risk")).toBe(true);
        expect(paper.some(({ item }) => item === "risk/letter" || item === "risk/word")).toBe(false);
      }),
    );
  });

  test("the final draws per module, in the order of the course", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const paper = drawPaper(outline, FINAL, bank, seed);
        const modules = paper.map(({ item }) => questionAt(bank, item).moduleId);
        expect(modules).toEqual(["intro", "intro", "risk", "risk", "risk"]);
      }),
    );
  });

  test("a fixed form is asked as it is written", () => {
    const paper = drawPaper(outline, { moduleId: "risk", unitId: "letter" }, bank, "any");
    expect(paper).toEqual([
      { item: "risk/letter", options: [] },
      { item: "risk/word", options: [] },
    ]);
    expect(maxPointsOf(paper, bank)).toBe(500);
  });

  test("a bank that is too small is said so, not papered over", () => {
    const small = new Map([...bank].filter(([key]) => !key.startsWith("risk/do-")));
    expect(() => drawPaper(outline, MODULE_TEST, small, "s")).toThrow(/0 items where 3/);
  });
});

describe("the seed decides", () => {
  test("the same seed draws the same paper, whatever order the bank came in", () => {
    const backwards = new Map([...bank].reverse());
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(drawPaper(outline, MODULE_TEST, backwards, seed)).toEqual(
          drawPaper(outline, MODULE_TEST, bank, seed),
        );
      }),
    );
  });

  test("other seeds draw other papers", () => {
    const papers = Array.from({ length: 40 }, (_, n) =>
      JSON.stringify(drawPaper(outline, MODULE_TEST, bank, `${n}`)),
    );
    expect(new Set(papers).size).toBeGreaterThan(30);
  });
});

describe("the order of what is chosen from", () => {
  test("options are the item's own, shuffled; an ordering never starts right; the rest has none", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { item, options } of drawPaper(outline, MODULE_TEST, bank, seed)) {
          const { body } = questionAt(bank, item);
          if (body.kind === "ordering") expect(options).not.toEqual(body.options);
          const own = "options" in body ? body.options : body.kind === "matching" ? body.right : [];
          expect([...options].sort()).toEqual([...own].sort());
        }
      }),
    );
  });

  test("each place is reached by each option about as often", () => {
    const firsts = countBy(
      Array.from({ length: 400 }, (_, n) => ({
        item: shuffled(["a", "b", "c", "d"], seededRandom(`seed ${n}`))[0] ?? "",
        options: [],
      })),
      (key) => key,
    );
    for (const count of Object.values(firsts)) expect(count).toBeGreaterThan(60);
    expect(Object.keys(firsts)).toHaveLength(4);
  });
});
