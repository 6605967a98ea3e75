import { FormulaError, parseFormula, type Formula, type Operator } from "#app/lib/formula.ts";
import { fieldFunction } from "./field-functions.ts";
import { boxCells, cellAt, columnCells, rangeOf, sheetCells, type BlockCells } from "./sheet-cells.ts";
import { isComputed, isLines, isTyped, partsOf, type LinesBlock, type Sheet } from "./sheet.ts";

/*
 * The formulas of a sheet as a spreadsheet writes them, from the same trees as compute-sheet.ts computes, so that both
 * say the same. What a spreadsheet does of itself is not always what is meant: it leaves empty cells out of a mean, a
 * least and a count, and takes the "–" of a result for nothing. So a list is told how many lines are filled, and a
 * single cell is added to 0 where it would otherwise be passed over.
 */

/** Shown where a result cannot be had. */
export const NO_FIGURE = "–";

/** By cell; without the "=". */
export type SheetFormulas = Map<string, string>;

type Scalar = { kind: "scalar"; text: string; atom: boolean };
type Scalars = { kind: "scalars"; items: Scalar[] };
type List = {
  kind: "list";
  lines: BlockCells;
  /** The cells of a column that stands by itself. */
  range: string | null;
  /** The same on one line, or over all of them, as `cell` writes a column. */
  write: (cell: (column: number, computed: boolean) => string) => Scalar;
  /** Nothing comes of it where a line is empty, and no word can stand in it. */
  plain: boolean;
};
type Written = Scalar | Scalars | List;

/** Throws a FormulaError for what a spreadsheet cannot do. */
export function sheetFormulas(sheet: Sheet): SheetFormulas {
  const cells = sheetCells(sheet);
  const formulas: SheetFormulas = new Map();
  const boxes = boxCells(cells);
  for (const lines of cells.blocks) {
    if (isLines(lines.block)) {
      const columns = lines.block.columns;
      columns.forEach((part, index) => {
        if (!isComputed(part)) return;
        for (let row = lines.first; row <= lines.last; row += 1)
          formulas.set(cellAt(row, index + 1), lineFormula(sheet, part.by, lines, row));
      });
    } else
      for (const part of partsOf(lines.block))
        if (isComputed(part)) formulas.set(boxes.get(part.id)!, boxFormula(sheet, part.by));
  }
  return formulas;
}

/** In a box: columns are lists. */
export const boxFormula = (sheet: Sheet, by: string): string =>
  `IFERROR(${written(sheet, by, null)},"${NO_FIGURE}")`;

/** On a line: its own columns are single cells; an empty line shows nothing. */
const lineFormula = (sheet: Sheet, by: string, lines: BlockCells, row: number): string =>
  `IF(${isEmpty(lines, row)},"",IFERROR(${written(sheet, by, { lines, row })},"${NO_FIGURE}"))`;

/** Why a spreadsheet cannot do it, in a box or on the lines of a block; null when it can. */
export function writingProblem(sheet: Sheet, by: string, blockId: string | null): string | null {
  const lines = sheetCells(sheet).blocks.find(({ block }) => block.id === blockId);
  try {
    written(sheet, by, lines ? { lines, row: lines.first } : null);
    return null;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

type On = { lines: BlockCells; row: number } | null;

function written(sheet: Sheet, by: string, on: On): string {
  const result = new Writer(sheet, on).write(parseFormula(by));
  if (result.kind !== "scalar") throw new FormulaError("this gives a list where one number is wanted");
  return result.text;
}

class Writer {
  readonly #boxes: Map<string, string>;
  readonly #columns: ReturnType<typeof columnCells>;
  readonly #on: On;

  constructor(sheet: Sheet, on: On) {
    const cells = sheetCells(sheet);
    this.#boxes = boxCells(cells);
    this.#columns = columnCells(cells);
    this.#on = on;
  }

  write(formula: Formula): Written {
    switch (formula.kind) {
      case "number":
        return atom(String(formula.value));
      case "name":
        return this.#name(formula.name);
      case "list":
        return { kind: "scalars", items: formula.items.map((item) => scalar(this.write(item))) };
      case "item":
        throw new FormulaError("a spreadsheet has no list[0]: give that value a box of its own");
      case "negative":
        return lineByLine((of) => compound(`-${of}`), [this.write(formula.of)], true);
      case "operation": {
        const sides = [this.write(formula.left), this.write(formula.right)];
        const { operator } = formula;
        return lineByLine(
          (left, right) => compound(`${left}${operator}${right}`),
          sides,
          isPlain(operator, sides),
        );
      }
      case "call":
        return this.#call(
          formula.name,
          formula.inputs.map((input) => this.write(input)),
        );
    }
  }

  #name(name: string): Written {
    const box = this.#boxes.get(name);
    if (box) return atom(box);
    const place = this.#columns.get(name);
    if (!place) throw new FormulaError(`there is no figure ${name}`);
    const { lines, column, computed } = place;
    if (this.#on && this.#on.lines.title === lines.title) return atom(cellAt(this.#on.row, column));
    return {
      kind: "list",
      lines,
      range: rangeOf(column, lines.first, lines.last),
      write: (cell) => atom(cell(column, computed)),
      plain: !computed,
    };
  }

  #call(name: string, inputs: Written[]): Written {
    const reduce = Object.hasOwn(OF_LISTS, name) ? OF_LISTS[name] : undefined;
    if (reduce) return reduce(...inputs);
    const sheet = fieldFunction(name)?.sheet;
    if (!sheet) throw new FormulaError(`a spreadsheet cannot do ${name}`);
    if (RANGES.has(name)) {
      oneBlock(inputs.filter((input) => input.kind === "list"));
      return compound(sheet(...inputs.map(rangeOrNumber)));
    }
    return lineByLine((...cells) => compound(sheet(...cells)), inputs, false);
  }
}

const atom = (text: string): Scalar => ({ kind: "scalar", text, atom: true });
const compound = (text: string): Scalar => ({ kind: "scalar", text, atom: false });
const bracketed = ({ text, atom: whole }: Scalar): string => (whole ? text : `(${text})`);

function scalar(value: Written): Scalar {
  if (value.kind === "scalar") return value;
  throw new FormulaError("a list stands where one number is wanted");
}

/** Of single numbers a single number; with a list among them, a list. */
function lineByLine(apply: (...cells: string[]) => Scalar, inputs: Written[], plain: boolean): Scalar | List {
  const lists = inputs.filter((input) => input.kind === "list");
  const [first] = lists;
  if (!first) return apply(...inputs.map((input) => bracketed(scalar(input))));
  oneBlock(lists);
  return {
    kind: "list",
    lines: first.lines,
    range: null,
    write: (cell) =>
      apply(...inputs.map((input) => bracketed(input.kind === "list" ? input.write(cell) : scalar(input)))),
    plain,
  };
}

function oneBlock(lists: List[]): void {
  if (new Set(lists.map(({ lines }) => lines.title)).size > 1)
    throw new FormulaError("the lists are not of the same block");
}

/** Whether an empty line gives 0, and not itself an error or the other side. */
function isPlain(operator: Operator, [left, right]: Written[]): boolean {
  const plain = (side: Written | undefined) => side?.kind === "list" && side.plain;
  const free = (side: Written | undefined) => side?.kind === "scalar" || plain(side);
  if (operator === "*") return (plain(left) && free(right)) || (free(left) && plain(right));
  if (operator === "/") return plain(left) && right?.kind === "scalar";
  return plain(left) && plain(right);
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────

/** Functions of the field that read ranges. */
const RANGES = new Set(["weighted_mean", "sum_over", "count_over"]);

/** A range, or one number as a number even where its cell is empty. */
function rangeOrNumber(input: Written): string {
  if (input.kind === "scalar") return asNumber(input);
  if (input.kind === "list" && input.range) return input.range;
  throw new FormulaError("a spreadsheet wants a column here: give the list a column of its own");
}

/** An empty cell is 0, and the "–" of a result goes on as one. */
const asNumber = (value: Scalar): string =>
  value.atom && /^\d/.test(value.text) ? value.text : `(${value.text}+0)`;

const OF_LISTS: Record<string, (...inputs: Written[]) => Scalar> = {
  sum: (...inputs) => total(inputs),
  mean: (...inputs) => compound(`${bracketed(total(inputs))}/${countOf(inputs)}`),
  count: (...inputs) => {
    if (inputs.some(({ kind }) => kind !== "list")) throw new FormulaError("count wants a column");
    return compound(countOf(inputs));
  },
  min: (...inputs) => extreme("MIN", inputs),
  max: (...inputs) => extreme("MAX", inputs),
};

function total(inputs: Written[]): Scalar {
  const parts = inputs.flatMap((input) => {
    if (input.kind === "list") return [totalOf(input)];
    return (input.kind === "scalar" ? [input] : input.items).map(bracketed);
  });
  const [only] = inputs;
  return parts.length === 1 && only?.kind === "list" && (only.range || only.plain)
    ? atom(parts[0]!)
    : compound(parts.join("+"));
}

function totalOf({ lines, range, write, plain }: List): string {
  if (range) return `SUM(${range})`;
  if (plain) return `SUMPRODUCT(${write((column) => rangeOf(column, lines.first, lines.last)).text})`;
  const rows = Array.from({ length: lines.last - lines.first + 1 }, (_, index) => lines.first + index);
  return rows
    .map((row) => {
      const cell = (column: number, computed: boolean) =>
        computed ? `N(${cellAt(row, column)})` : cellAt(row, column);
      return `IF(${isEmpty(lines, row)},0,${write(cell).text})`;
    })
    .join("+");
}

function countOf(inputs: Written[]): string {
  const counts = inputs.map((input) => {
    if (input.kind === "list") return filledLines(input.lines);
    return String(input.kind === "scalar" ? 1 : input.items.length);
  });
  return counts.length === 1 ? counts[0]! : `(${counts.join("+")})`;
}

/** The least and the most of single numbers, or of one column. */
function extreme(name: "MIN" | "MAX", inputs: Written[]): Scalar {
  const [first] = inputs;
  if (inputs.length === 1 && first?.kind === "list") {
    const range = rangeOrNumber(first);
    const filled = filledLines(first.lines);
    return compound(`IF(COUNT(${range})<${filled},${name}(${range},0),${name}(${range}))/(${filled}>0)`);
  }
  const numbers = inputs.flatMap((input) => (input.kind === "scalars" ? input.items : [scalar(input)]));
  return compound(`${name}(${numbers.map(asNumber).join()})`);
}

// ── lines ───────────────────────────────────────────────────────────────────────────────────────────

/** The places of the columns one writes into. */
const typedColumns = ({ block }: BlockCells): number[] =>
  (block as LinesBlock).columns.flatMap((part, index) => (isTyped(part) ? [index + 1] : []));

function isEmpty(lines: BlockCells, row: number): string {
  const columns = typedColumns(lines);
  const cells = columns.map((column) => `$${cellAt(row, column)}`);
  const [first, last] = [columns[0]!, columns.at(-1)!];
  const inARow = columns.length > 1 && last - first === columns.length - 1;
  return `COUNTA(${inARow ? `${cells[0]}:${cells.at(-1)}` : cells.join()})=0`;
}

function filledLines(lines: BlockCells): string {
  const filled = typedColumns(lines).map((column) => `(${rangeOf(column, lines.first, lines.last)}<>"")`);
  return `SUMPRODUCT(--${filled.length === 1 ? filled[0] : `(${filled.join("+")}>0)`})`;
}
