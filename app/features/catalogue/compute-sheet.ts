import { compute, FormulaError, namesIn, parseFormula, type Formula, type Value } from "#app/lib/formula.ts";
import { fieldFunction } from "./field-functions.ts";
import { runningColumn } from "./running-column.ts";
import {
  isComputed,
  isFields,
  isFigure,
  isLines,
  isResults,
  isTyped,
  type Example,
  type LinesBlock,
  type Sheet,
  type SheetWords,
} from "./sheet.ts";

/*
 * What a sheet works out from what stands in it. Empty boxes count as 0 and empty lines are left out; a line is empty
 * when nothing was written into it. A result that cannot be had, because it divides by nothing, is null; whatever is
 * made of it is null too, but in a list of many lines it counts as 0, as an empty cell does.
 */

/** What stands in a box or a cell, as formulas read it: a share is a fraction, yes is 1; null is empty. */
export type Entry = number | string | null;
export type Line = Readonly<Record<string, Entry>>;
export type Entries = {
  boxes: Readonly<Record<string, Entry>>;
  /** By block. */
  lines: Readonly<Record<string, readonly Line[]>>;
};

export type Figure = number | null;
export type Worked = {
  boxes: Record<string, Figure>;
  /** By block, as many as there were; an empty line has nothing to show. */
  lines: Record<string, (Record<string, Figure> | null)[]>;
};

type Known = ReadonlyMap<string, Value | null>;

export function computeSheet(sheet: Sheet, entries: Entries): Worked {
  const known = new Map<string, Value | null>();
  const worked: Worked = { boxes: {}, lines: {} };
  for (const block of sheet.blocks) {
    if (isFields(block))
      for (const { id } of block.fields.filter(isFigure)) known.set(id, figureIn(entries.boxes[id]));
    if (isResults(block))
      for (const { id, by } of block.results) {
        worked.boxes[id] = worth(parseFormula(by), known);
        known.set(id, worked.boxes[id]);
      }
    if (isLines(block)) worked.lines[block.id] = workLines(block, entries.lines[block.id] ?? [], known);
  }
  return worked;
}

/** Line by line; afterwards the block's columns are known as lists of the lines that are filled. */
function workLines(block: LinesBlock, lines: readonly Line[], known: Map<string, Value | null>) {
  const figures = block.columns.filter(isFigure);
  const formulas = new Map(figures.filter(isComputed).map(({ id, by }) => [id, parseFormula(by)]));
  const filled: Map<string, Value | null>[] = [];
  const worked = lines.map((line) => {
    if (isEmptyLine(block, line)) return null;
    const here = new Map(known);
    const computed: Record<string, Figure> = {};
    for (const { id } of figures) {
      const formula = formulas.get(id);
      if (formula) computed[id] = worthOnLine(formula, [...filled, here]);
      here.set(id, formula ? computed[id]! : figureIn(line[id]));
    }
    filled.push(here);
    return computed;
  });
  for (const { id } of figures)
    known.set(
      id,
      filled.map((here) => (here.get(id) as Figure) ?? 0),
    );
  return worked;
}

const figureIn = (entry: Entry | undefined): number => (typeof entry === "number" ? entry : 0);

export const isEmptyLine = ({ columns }: LinesBlock, line: Line): boolean =>
  columns.filter(isTyped).every(({ id }) => (line[id] ?? "") === "");

/** On the last of these lines; a balance counts those before it. */
function worthOnLine(formula: Formula, lines: Known[]): Figure {
  const here = lines.at(-1)!;
  const running = runningColumn(formula);
  if (!running) return worth(formula, here);
  const start = worth(running.start, here);
  return lines.reduce<Figure>(
    (balance, line) => (balance === null ? null : balance + (worth(running.changes, line) ?? 0)),
    start,
  );
}

function worth(formula: Formula, known: Known): Figure {
  if (namesIn(formula).some((name) => known.get(name) === null)) return null;
  try {
    const value = compute(formula, {
      valueOf: (name) => known.get(name) ?? undefined,
      functionOf: (name) => fieldFunction(name)?.compute,
    });
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  } catch (error) {
    if (error instanceof FormulaError) return null; // no rate explains these payments
    throw error;
  }
}

/** A value of the example as formulas read it. */
const entryOf = (value: Example | undefined): Figure =>
  value === null || value === undefined ? null : Number(value);

/** What stands in the filled example. */
export function exampleEntries(sheet: Sheet, { examples }: SheetWords): Entries {
  const boxes: Record<string, Entry> = {};
  const lines: Record<string, Line[]> = {};
  for (const block of sheet.blocks) {
    if (isFields(block))
      for (const { id, is, example } of block.fields)
        boxes[id] = is === "text" ? textAt(examples[id]) : entryOf(example);
    if (isLines(block)) lines[block.id] = exampleLines(block, examples);
  }
  return { boxes, lines };
}

function exampleLines({ columns, example, rows }: LinesBlock, examples: SheetWords["examples"]): Line[] {
  const typed = columns.filter(isTyped);
  const figures = typed.filter(isFigure);
  const texts = typed.filter((column) => !isFigure(column)).map(({ id }) => examples[id] ?? []);
  const count = Math.min(rows, Math.max(example.length, ...texts.map((each) => [each].flat().length)));
  return Array.from({ length: count }, (_, index) => {
    const values = example[index] ?? [];
    return Object.fromEntries(
      typed.map(({ id, is }): [string, Entry] => [
        id,
        is === "text"
          ? textAt(examples[id], index)
          : entryOf(values[figures.findIndex((column) => column.id === id)]),
      ]),
    );
  });
}

const textAt = (words: string | (string | null)[] | undefined, index = 0): string | null =>
  [words].flat()[index] || null;
