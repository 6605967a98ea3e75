import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  computeSheet,
  exampleEntries,
  isEmptyLine,
  type Entries,
  type Line,
} from "#app/features/catalogue/compute-sheet.ts";
import { isLines, Sheet } from "#app/features/catalogue/sheet.ts";
import { everything, watchList, watchListWords } from "#tests/support/sheets.ts";

const noWords = { ...watchListWords, examples: {} };
const [, loans] = watchList.blocks;
if (!loans || !isLines(loans)) throw new Error("the watch list has lines");

const withLines = (lines: Line[], portfolio: number | null = 478000): Entries => ({
  boxes: { portfolio, month: null },
  lines: { loans: lines },
});
const line = (outstanding: number | null, days: number | null, code: string | null = null): Line => ({
  code,
  outstanding,
  days,
});

describe("the watch list", () => {
  test("works out its example: shares line by line, then what the lines come to", () => {
    const worked = computeSheet(watchList, exampleEntries(watchList, watchListWords));
    expect(worked.lines["loans"]).toEqual([{ share: 350 / 478000 }, { share: 400 / 478000 }]);
    expect(worked.boxes).toEqual({ over30: 400, par30: 400 / 478000 });
  });

  test("a share of nothing cannot be had, nor what is made of it", () => {
    const worked = computeSheet(watchList, withLines([line(350, 40)], null));
    expect(worked.lines["loans"]).toEqual([{ share: null }]);
    expect(worked.boxes).toEqual({ over30: 350, par30: null });
  });

  test("a blank sheet says nothing of its lines, and 0 of what can be added up", () => {
    const worked = computeSheet(watchList, { boxes: {}, lines: {} });
    expect(worked).toEqual({ boxes: { over30: 0, par30: null }, lines: { loans: [] } });
  });

  test("a line is empty when nothing was written into it; one text is enough", () => {
    expect(isEmptyLine(loans, {})).toBe(true);
    expect(isEmptyLine(loans, line(null, null, ""))).toBe(true);
    expect(isEmptyLine(loans, line(null, null, "D-1"))).toBe(false);
    expect(isEmptyLine(loans, line(null, 0))).toBe(false);
    expect(computeSheet(watchList, withLines([line(null, null, "D-1")])).lines["loans"]).toEqual([
      { share: 0 },
    ]);
  });
});

const result = (by: string, lines: Line[] = []) => {
  const sheet = Sheet.parse({
    blocks: [
      { id: "a", fields: [{ id: "x", is: "number", example: 3 }] },
      {
        id: "b",
        rows: 24,
        columns: [
          { id: "n", is: "number" },
          { id: "per", is: "number", by: "x / n" },
        ],
      },
      { id: "c", results: [{ id: "r", is: "number", by }] },
    ],
  });
  return computeSheet(sheet, { boxes: { x: 3 }, lines: { b: lines } }).boxes["r"];
};

test("columns are lists of the filled lines, an empty cell among them 0", () => {
  const lines: Line[] = [{ n: 4 }, {}, { n: null }, { n: 2 }];
  expect(result("count(n)", lines)).toBe(2);
  expect(result("mean(n)", lines)).toBe(3);
  expect(result("sum(n * n)", lines)).toBe(20);
  expect(result("mean(n)")).toBeNull();
  expect(result("min(n)")).toBeNull();
  expect(result("sum(per)", [{ n: 0 }, { n: 3 }])).toBe(1);
});

test("a running column is what there is after each line, whatever lines are left empty", () => {
  const own = everything.blocks.find(isLines)!;
  const lines: Line[] = [{ owed: 100, late: 0 }, {}, { owed: -30, late: 200 }];
  const worked = computeSheet(everything, {
    boxes: { principal: 1000, rate: 0.1 },
    lines: { [own.id]: lines },
  });
  expect(worked.lines[own.id]?.map((line) => line?.["so_far"] ?? null)).toEqual([1100, null, 1050]);
  expect(worked.lines[own.id]?.[2]?.["twice"]).toBe(2100);
});

test("what no number explains is no result and no error", () => {
  expect(result("instalment_rate(x, 1, 2)")).not.toBeNull();
  expect(result("instalment_rate(0, 0, x)")).toBeNull();
  expect(result("power(0 - x, 0.5)")).toBeNull();
  expect(result("instalment_rate(x, 1, 1000000000000)")).not.toBeUndefined();
});

test("the filled example has as many lines as its longest column, and no more than there is room for", () => {
  const entries = exampleEntries(watchList, { ...noWords, examples: { code: ["A", null, "C"] } });
  expect(entries.lines["loans"]).toEqual([
    { code: "A", outstanding: 350, days: 5 },
    { code: null, outstanding: 400, days: 35 },
    { code: "C", outstanding: null, days: null },
  ]);
  const many = { ...noWords, examples: { code: Array.from({ length: 30 }, () => "A") } };
  expect(exampleEntries(watchList, many).lines["loans"]).toHaveLength(8);
});

test("empty lines anywhere change nothing, and neither does a 0 for an empty cell of a filled line", () => {
  const own = everything.blocks.find(isLines)!;
  const cell = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null });
  const filled = fc.record({ name: fc.constant("A"), owed: cell, late: cell, member: fc.constant(1) });
  const boxes = exampleEntries(everything, noWords).boxes;
  fc.assert(
    fc.property(fc.array(filled, { maxLength: 4 }), fc.nat(4), (lines, at) => {
      const say = (changed: Line[]) =>
        computeSheet(everything, { boxes, lines: { [own.id]: changed } }).boxes;
      const gap = [...lines.slice(0, at), {}, ...lines.slice(at)];
      const zeros = lines.map((each) => ({ ...each, owed: each.owed ?? 0, late: each.late ?? 0 }));
      expect(say(gap)).toEqual(say(lines));
      expect(say(zeros)).toEqual(say(lines));
    }),
  );
});
