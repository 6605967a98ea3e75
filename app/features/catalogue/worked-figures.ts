import { asNumber, compute, FormulaError, namesIn, parseFormula, type Value } from "#app/lib/formula.ts";
import { fieldFunction } from "./field-functions.ts";

/* The figures of accounts.yaml and worked.yaml, computed in the order they stand (docs/courseware.md). */

/** By name; null where a formula has failed, so that one fault is not said again by all who use it. */
export type Figures = ReadonlyMap<string, Value | null>;

/** Figures that a block sees, and where they stand, for messages. */
export type Reach = { of: string; figures: Figures };

export type FigureBlock = {
  given: Record<string, number | number[]>;
  worked: Record<string, string>;
};

/** `path` is that of the part within the block. */
export type Fault = { path: string[]; message: string };

export function computeBlock(block: FigureBlock, around: Reach[]): { figures: Figures; faults: Fault[] } {
  const figures = new Map<string, Value | null>();
  const faults: Fault[] = [];
  const reach = [{ of: "this list", figures }, ...around]; // one's own first
  const define = (part: "given" | "worked", name: string, value: () => Value | null) => {
    const there = reach.find((one) => one.figures.has(name));
    try {
      if (there) throw new FormulaError(`is a figure of ${there.of} already`);
      figures.set(name, value());
    } catch (fault) {
      figures.set(name, null);
      faults.push({ path: [part, name], message: `${name}: ${messageOf(fault)}` });
    }
  };
  for (const [name, value] of Object.entries(block.given)) define("given", name, () => finite(value));
  for (const [name, text] of Object.entries(block.worked))
    define("worked", name, () => computeFormula(text, reach));
  return { figures, faults };
}

/** Null when it needs a figure that has failed already. */
export function computeFormula(text: string, reach: Reach[]): Value | null {
  const formula = parseFormula(text);
  const find = (name: string) => reach.find(({ figures }) => figures.has(name))?.figures.get(name);
  if (namesIn(formula).some((name) => find(name) === null)) return null;
  const value = compute(formula, {
    valueOf: (name) => find(name) ?? undefined,
    functionOf: (name) => fieldFunction(name)?.compute,
  });
  return finite(value);
}

/** The one number of an answer. */
export function computeAnswer(text: string, reach: Reach[]): number | null {
  const value = computeFormula(text, reach);
  return value === null ? null : asNumber(value);
}

export const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function finite(value: Value): Value {
  const odd = [value].flat().find((one) => !Number.isFinite(one));
  if (odd !== undefined) throw new FormulaError(`${odd} is no finite number`);
  return value;
}

/** Every single number among figures, a list's one by one; null where one of them has failed. */
export function numbersOf(reach: Reach[]): number[] | null {
  const values = reach.flatMap(({ figures }) => [...figures.values()]);
  return values.includes(null) ? null : values.flatMap((value) => value ?? []);
}
