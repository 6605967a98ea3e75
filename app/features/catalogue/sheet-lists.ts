import { FormulaError, type Operator } from "#app/lib/formula.ts";
import { cellAt, rangeOf, type BlockCells } from "./sheet-cells.ts";
import { isTyped, type LinesBlock } from "./sheet.ts";

/*
 * What a spreadsheet makes of many lines. What it does of itself is not always what is meant: it leaves empty cells out
 * of a mean, a least and a count, and takes the "–" of a result for nothing. So a list knows its lines and which of
 * them are filled, and what has no range of its own is written out line by line.
 */

export type Scalar = { kind: "scalar"; text: string; atom: boolean };
/** Over some of the lines. */
type Over = (first: number, last: number) => Scalar;
export type Scalars = { kind: "scalars"; items: Scalar[] };
export type List = {
  kind: "list";
  lines: BlockCells;
  /** The cells of a column that stands by itself. */
  range: string | null;
  /** On one filled line; what cannot be had is 0 there. */
  at: (row: number) => Scalar;
  /** As an array, where an empty line gives 0 and no word can stand in it. */
  over: Over | null;
  total: Over;
};
export type Written = Scalar | Scalars | List;

export const atom = (text: string): Scalar => ({ kind: "scalar", text, atom: true });
export const compound = (text: string): Scalar => ({ kind: "scalar", text, atom: false });
export const bracketed = ({ text, atom: whole }: Scalar): string => (whole ? text : `(${text})`);

export function scalar(value: Written): Scalar {
  if (value.kind === "scalar") return value;
  throw new FormulaError("a list stands where one number is wanted");
}

function list(value: Written): List {
  if (value.kind === "list") return value;
  throw new FormulaError("a spreadsheet wants a column here");
}

/** An empty cell is 0 also where it would be passed over, and the "–" of a result goes on as one. */
const asNumber = (value: Scalar): string => (/^[A-Z]+\d+$/.test(value.text) ? `${value.text}+0` : value.text);

export function columnList(lines: BlockCells, column: number, computed: boolean): List {
  const over = (first: number, last: number) => atom(rangeOf(column, first, last));
  return {
    kind: "list",
    lines,
    range: rangeOf(column, lines.first, lines.last),
    at: (row) => atom(computed ? `N(${cellAt(row, column)})` : cellAt(row, column)),
    over: computed ? null : over,
    total: (first, last) => atom(`SUM(${rangeOf(column, first, last)})`),
  };
}

/** Of single numbers a single number; with a list among them, a list. */
export function lineByLine(apply: (...cells: string[]) => string, inputs: Written[]): Scalar | List {
  const lists = inputs.filter((input) => input.kind === "list");
  if (lists.length === 0) return compound(apply(...inputs.map((input) => bracketed(scalar(input)))));
  const lines = oneBlock(lists);
  const at = (row: number) =>
    compound(
      apply(...inputs.map((input) => bracketed(input.kind === "list" ? input.at(row) : scalar(input)))),
    );
  return written(lines, at);
}

/** A list that is known line by line. */
const written = (lines: BlockCells, at: List["at"]): List => ({
  kind: "list",
  lines,
  range: null,
  at,
  over: null,
  total: (first, last) =>
    compound(
      rowsOf(first, last)
        .map((row) => `IF(${emptyLine(lines, row)},0,${at(row).text})`)
        .join("+"),
    ),
});

export function operation(operator: Operator, left: Written, right: Written): Scalar | List {
  const each = lineByLine((a, b) => `${a}${operator}${b}`, [left, right]);
  if (each.kind === "scalar") return each;
  const over = arrayOf(operator, left, right);
  const product = over && ((first: number, last: number) => atom(`SUMPRODUCT(${over(first, last).text})`));
  return { ...each, over, total: totalBySides(operator, left, right) ?? product ?? each.total };
}

const combined = (operator: Operator, a: Scalar, b: Scalar): Scalar =>
  compound(`${bracketed(a)}${operator}${bracketed(b)}`);

/** Sums and multiples of lists are added up as wholes: SUM(a)-SUM(b)*k says more than its twelve lines. */
function totalBySides(operator: Operator, left: Written, right: Written): Over | null {
  const multiple = operator === "*" || operator === "/";
  if (left.kind === "list" && right.kind === "list")
    return multiple
      ? null
      : (first, last) => combined(operator, left.total(first, last), right.total(first, last));
  if (left.kind === "list" && right.kind === "scalar" && multiple)
    return (first, last) => combined(operator, left.total(first, last), right);
  if (left.kind === "scalar" && right.kind === "list" && operator === "*")
    return (first, last) => combined(operator, left, right.total(first, last));
  return null;
}

/** As an array, where an empty line gives 0 and not itself an error or the other side. */
function arrayOf(operator: Operator, left: Written, right: Written): Over | null {
  const [a, b] = [left, right].map((side) => (side.kind === "list" ? side.over : null));
  if (a && b)
    return operator === "/" ? null : (first, last) => combined(operator, a(first, last), b(first, last));
  if (a && right.kind === "scalar" && (operator === "*" || operator === "/"))
    return (first, last) => combined(operator, a(first, last), right);
  if (b && left.kind === "scalar" && operator === "*")
    return (first, last) => combined(operator, left, b(first, last));
  return null;
}

export const negative = (of: Written): Scalar | List =>
  of.kind === "list" ? operation("*", atom("-1"), of) : compound(`-${bracketed(scalar(of))}`);

function oneBlock(lists: List[]): BlockCells {
  const [first, ...others] = lists;
  if (!first || others.some(({ lines }) => lines.title !== first.lines.title))
    throw new FormulaError("the lists are not of the same block");
  return first.lines;
}

// ── functions that make one number of many ──────────────────────────────────────────────────────────

/** Functions of the field that read lists, as a spreadsheet writes them. */
export const OF_LISTS: Readonly<Record<string, (...inputs: Written[]) => Scalar | List>> = {
  sum: (...inputs) => total(inputs),
  mean: (...inputs) => compound(`${bracketed(total(inputs))}/${countOf(inputs)}`),
  count: (...inputs) => compound(countOf(inputs.map(list))),
  min: (...inputs) => extreme("MIN", inputs),
  max: (...inputs) => extreme("MAX", inputs),
  weighted_mean: (values, weights) =>
    compound(
      `${bracketed(totalOf(list(operation("*", values, weights))))}/${bracketed(totalOf(list(weights)))}`,
    ),
  sum_over: (values, limit, amounts) => overLimit(list(values), scalar(limit), list(amounts)),
  count_over: (values, limit) => overLimit(list(values), scalar(limit), null),
  running(start, changes) {
    const { lines, total: add } = list(changes);
    return written(lines, (row) =>
      compound(`${bracketed(scalar(start))}+${bracketed(add(lines.first, row))}`),
    );
  },
};

const totalOf = ({ lines, total: add }: List): Scalar => add(lines.first, lines.last);

function total(inputs: Written[]): Scalar {
  const parts = inputs.flatMap((input) => {
    if (input.kind === "list") return [totalOf(input)];
    return input.kind === "scalar" ? [input] : input.items;
  });
  const [only] = parts;
  return parts.length === 1 ? only! : compound(parts.map(bracketed).join("+"));
}

function countOf(inputs: Written[]): string {
  const counts = inputs.map((input) => {
    if (input.kind === "list") return filledLines(input.lines);
    return String(input.kind === "scalar" ? 1 : input.items.length);
  });
  return counts.length === 1 ? counts[0]! : `(${counts.join("+")})`;
}

/** Passed over by a least and a most. */
const FARTHEST = { MIN: "9.99E+307", MAX: "-9.99E+307" };

/** The least and the most of single numbers, or of one list. */
function extreme(name: "MIN" | "MAX", inputs: Written[]): Scalar {
  const [first] = inputs;
  if (inputs.length === 1 && first?.kind === "list") {
    const { lines, range, at } = first;
    const filled = filledLines(lines);
    const rows = rowsOf(lines.first, lines.last);
    return compound(
      range
        ? `IF(COUNT(${range})<${filled},${name}(${range},0),${name}(${range}))/(${filled}>0)`
        : `${name}(${rows
            .map((row) => `IF(${emptyLine(lines, row)},${FARTHEST[name]},${at(row).text})`)
            .join()})/(${filled}>0)`,
    );
  }
  const numbers = inputs.flatMap((input) => (input.kind === "scalars" ? input.items : [scalar(input)]));
  return atom(`${name}(${numbers.map(asNumber).join()})`);
}

/** Of the lines over a limit their number, or the sum of their amounts. */
function overLimit(values: List, limit: Scalar, amounts: List | null): Scalar {
  const lines = oneBlock(amounts ? [values, amounts] : [values]);
  // An empty cell is not over a limit that is no less than 0: then the spreadsheet's own function says the same.
  if (/^\d/.test(limit.text) && limit.atom && values.range && (!amounts || amounts.range))
    return atom(
      amounts
        ? `SUMIF(${values.range},">"&${limit.text},${amounts.range})`
        : `COUNTIF(${values.range},">"&${limit.text})`,
    );
  const rows = rowsOf(lines.first, lines.last).map(
    (row) =>
      `IF(${emptyLine(lines, row)},0,IF(${values.at(row).text}>${bracketed(limit)},${amounts ? amounts.at(row).text : 1},0))`,
  );
  return compound(rows.join("+"));
}

// ── lines ───────────────────────────────────────────────────────────────────────────────────────────

const rowsOf = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The places of the columns one writes into. */
const typedColumns = ({ block }: BlockCells): number[] =>
  (block as LinesBlock).columns.flatMap((part, index) => (isTyped(part) ? [index + 1] : []));

/** Whether nothing was written into a line. */
export function emptyLine(lines: BlockCells, row: number): string {
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
