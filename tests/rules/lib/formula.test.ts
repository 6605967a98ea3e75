import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compute, each, FormulaError, namesIn, parseFormula, type Value } from "#app/lib/formula.ts";

const FIGURES: Record<string, Value> = { a: 6, b: 1.5, late: [4, 2, 0], owed: [40, 50, 10] };

const valueOf = (text: string): Value =>
  compute(parseFormula(text), {
    valueOf: (name) => FIGURES[name],
    functionOf: (name) =>
      name === "double" ? (value) => each((one) => 2 * one, value ?? Number.NaN) : undefined,
  });

describe("what a formula means", () => {
  test.each<[string, Value]>([
    ["a + b * 2", 9],
    ["(a + b) * 2", 15],
    ["a - b - 1", 3.5],
    ["a / b / 2", 2],
    ["-a + 10", 4],
    ["2 * -b", -3],
    ["late[1]", 2],
    ["[a, b, a - b]", [6, 1.5, 4.5]],
    ["late / owed", [0.1, 0.04, 0]],
    ["late * 2 + 1", [9, 5, 1]],
    ["1 - late", [-3, -1, 1]],
    ["-late", [-4, -2, -0]],
    ["double(a + late[0])", 20],
    ["double(late)", [8, 4, 0]],
    ["[1, 2, 3][2]", 3],
  ])("%s", (text, value) => expect(valueOf(text)).toEqual(value));

  test("the names it reads, each once", () => {
    expect(namesIn(parseFormula("par(late[0] + late[1], owed) - [a, -a]"))).toEqual(["late", "owed", "a"]);
  });
});

describe("what a formula does not know", () => {
  test.each([
    ["", /holds what a formula does not know/],
    ["a +", /cannot be read/],
    ["a b", /holds what/],
    ["a ? b : 1", /holds what/],
    ["a > b", /holds what/],
    ["a % 2", /holds what/],
    ["a && b", /holds what/],
    ["+a", /holds what/],
    ["'a'", /holds what/],
    ["late.length", /holds what/],
    ["late[a]", /holds what/],
    ["late[0.5]", /holds what/],
    ["a.b(1)", /holds what/],
    ["this", /holds what/],
    ["c + 1", /no figure c/],
    ["half(a)", /no function half/],
    ["late[3]", /no item 3/],
    ["a[0]", /no item 0/],
    ["[late, 1]", /a list stands where/],
    ["late + [1, 2]", /not of the same length/],
  ])("%s", (text, message) => {
    expect(() => valueOf(text)).toThrow(FormulaError);
    expect(() => valueOf(text)).toThrow(message);
  });
});

test("sums are computed as JavaScript computes them, whatever stands in them", () => {
  const number = fc.integer({ min: 0, max: 1_000_000 }).map(String);
  const { sum } = fc.letrec<{ sum: string }>((tie) => ({
    sum: fc.oneof(
      { maxDepth: 4 },
      number,
      fc.tuple(tie("sum"), fc.constantFrom("+", "-", "*", "/"), tie("sum")).map((parts) => parts.join(" ")),
      tie("sum").map((inner) => `(${inner})`),
      tie("sum").map((inner) => `-(${inner})`),
    ),
  }));
  fc.assert(
    fc.property(sum, (text) => {
      // oxlint-disable-next-line no-implied-eval, no-new-func
      expect(valueOf(text)).toEqual(new Function(`return ${text}`)());
    }),
  );
});
