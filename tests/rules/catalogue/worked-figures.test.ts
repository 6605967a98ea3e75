import { describe, expect, test } from "vitest";
import {
  computeAnswer,
  computeBlock,
  numbersOf,
  type FigureBlock,
  type Reach,
} from "#app/features/catalogue/worked-figures.ts";

const block = (given: FigureBlock["given"], worked: FigureBlock["worked"] = {}): FigureBlock => ({
  given,
  worked,
});
const reach = (of: string, given: FigureBlock["given"]): Reach => ({
  of,
  figures: computeBlock(block(given), []).figures,
});
const ACCOUNTS = reach("accounts.yaml", {
  portfolio: 478000,
  ageing: [412600, 31900, 14200, 9100, 7000, 3200],
});

test("figures are computed in order, each from those above it and those around", () => {
  const { figures, faults } = computeBlock(
    block(
      { limit: 0.08 },
      {
        over30: "sum(ageing) - ageing[0] - ageing[1]",
        par30: "par(over30, portfolio)",
        room: "limit - par30",
      },
    ),
    [ACCOUNTS],
  );
  expect(faults).toEqual([]);
  expect([...figures.keys()]).toEqual(["limit", "over30", "par30", "room"]);
  expect(figures.get("over30")).toBe(33500);
  expect(figures.get("par30")).toBeCloseTo(0.0701, 4);
});

describe("faults", () => {
  test.each<[string, FigureBlock, string[], string]>([
    ["a name that stands below", block({}, { a: "b", b: "1" }), ["worked", "a"], "a: there is no figure b"],
    ["an unknown function", block({}, { a: "half(1)" }), ["worked", "a"], "a: there is no function half"],
    ["a name twice", block({ a: 1 }, { a: "2" }), ["worked", "a"], "a: is a figure of this list already"],
    [
      "a name of the accounts",
      block({ portfolio: 1 }),
      ["given", "portfolio"],
      "portfolio: is a figure of accounts.yaml already",
    ],
    ["divided by nothing", block({}, { a: "1 / 0" }), ["worked", "a"], "a: Infinity is no finite number"],
    [
      "a list with a hole",
      block({}, { a: "[1, 0] / [1, 0]" }),
      ["worked", "a"],
      "a: NaN is no finite number",
    ],
    [
      "lists that do not fit",
      block({}, { a: "ageing + [1, 2]" }),
      ["worked", "a"],
      "a: the lists are not of the same length",
    ],
    [
      "what is no formula",
      block({}, { a: "1 > 2" }),
      ["worked", "a"],
      "a: “1 > 2” holds what a formula does not know",
    ],
    ["too few values", block({}, { a: "par(1)" }), ["worked", "a"], "a: 2 values are wanted, not 1"],
  ])("%s", (_, faulty, path, message) => {
    expect(computeBlock(faulty, [ACCOUNTS]).faults).toEqual([{ path, message }]);
  });

  test("one fault is said once, and what rests on it is left out", () => {
    const { figures, faults } = computeBlock(block({}, { a: "1 / 0", b: "a + 1", c: "2", d: "b * c" }), []);
    expect(faults).toHaveLength(1);
    expect(Object.fromEntries(figures)).toEqual({ a: null, b: null, c: 2, d: null });
    const around = [{ of: "this module", figures }];
    expect(computeBlock(block({}, { e: "d + 1" }), around).faults).toEqual([]);
    expect(computeAnswer("d", around)).toBeNull();
    expect(numbersOf(around)).toBeNull();
  });

  test("a name taken from elsewhere is not computed with either meaning", () => {
    const { figures, faults } = computeBlock(block({ portfolio: 1 }, { b: "portfolio * 2" }), [ACCOUNTS]);
    expect(faults).toHaveLength(1);
    expect(figures.get("b")).toBeNull();
  });
});

test("an answer is one number", () => {
  expect(computeAnswer("portfolio / 2", [ACCOUNTS])).toBe(239000);
  expect(() => computeAnswer("ageing", [ACCOUNTS])).toThrow("a list stands where one number is wanted");
});

test("all numbers in reach, a list's one by one", () => {
  expect(numbersOf([ACCOUNTS, reach("one unit", { a: 7 })])).toEqual([
    478000, 412600, 31900, 14200, 9100, 7000, 3200, 7,
  ]);
});
