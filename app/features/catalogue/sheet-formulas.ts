import { FormulaError, parseFormula, type Formula } from "#app/lib/formula.ts";
import { fieldFunction } from "./field-functions.ts";
import { runningColumn } from "./running-column.ts";
import { boxCells, cellAt, columnCells, sheetCells, type BlockCells } from "./sheet-cells.ts";
import {
  atom,
  bracketed,
  columnList,
  compound,
  emptyLine,
  lineByLine,
  negative,
  OF_LISTS,
  operation,
  scalar,
  type Scalar,
  type Written,
} from "./sheet-lists.ts";
import { isComputed, isLines, partsOf, type Sheet } from "./sheet.ts";

/* The formulas of a sheet as a spreadsheet writes them, from the same trees as compute-sheet.ts computes, so that both
 * say the same. */

/** Shown where a result cannot be had. */
export const NO_FIGURE = "–";

/** By cell; without the "=". */
export type SheetFormulas = Map<string, string>;

/** As long as Excel reads, and some room. */
const LONGEST = 8000;

/** Throws a FormulaError for what a spreadsheet cannot do. */
export function sheetFormulas(sheet: Sheet): SheetFormulas {
  const cells = sheetCells(sheet);
  const formulas: SheetFormulas = new Map();
  const boxes = boxCells(cells);
  for (const lines of cells.blocks)
    partsOf(lines.block).forEach((part, index) => {
      if (!isComputed(part)) return;
      if (!isLines(lines.block)) formulas.set(boxes.get(part.id)!, boxFormula(sheet, part.by));
      else
        for (let row = lines.first; row <= lines.last; row += 1)
          formulas.set(cellAt(row, index + 1), lineFormula(sheet, part.by, lines, row));
    });
  return formulas;
}

/** In a box: columns are lists. */
const boxFormula = (sheet: Sheet, by: string): string =>
  `IFERROR(${written(sheet, by, null)},"${NO_FIGURE}")`;

/** On a line: its own columns are single cells; an empty line shows nothing. */
const lineFormula = (sheet: Sheet, by: string, lines: BlockCells, row: number): string =>
  `IF(${emptyLine(lines, row)},"",IFERROR(${written(sheet, by, { lines, row })},"${NO_FIGURE}"))`;

/** Why a spreadsheet cannot do it, in a box or on the lines of a block; null when it can. */
export function writingProblem(sheet: Sheet, by: string, blockId: string | null): string | null {
  const lines = sheetCells(sheet).blocks.find(({ block }) => block.id === blockId);
  try {
    written(sheet, by, lines ? { lines, row: lines.last } : null);
    return null;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

type On = { lines: BlockCells; row: number } | null;

function written(sheet: Sheet, by: string, on: On): string {
  const formula = parseFormula(by);
  const running = on && runningColumn(formula);
  const { text } = running
    ? balance(
        scalar(new Writer(sheet, on).write(running.start)),
        new Writer(sheet, null).write(running.changes),
        on,
      )
    : scalar(new Writer(sheet, on).write(formula));
  if (text.length < LONGEST) return text;
  throw new FormulaError("too long for a spreadsheet: give the list a column of its own");
}

/** What there is after a line: the start, and what was added up to there. */
function balance(start: Scalar, changes: Written, { lines, row }: NonNullable<On>): Scalar {
  if (changes.kind !== "list") throw new FormulaError("a running column adds up a column");
  return compound(`${bracketed(start)}+${bracketed(changes.total(lines.first, row))}`);
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
        return negative(this.write(formula.of));
      case "operation":
        return operation(formula.operator, this.write(formula.left), this.write(formula.right));
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
    const here = this.#on && this.#on.lines.title === lines.title ? this.#on.row : null;
    return here === null ? columnList(lines, column, computed) : atom(cellAt(here, column));
  }

  #call(name: string, inputs: Written[]): Written {
    const ofLists = Object.hasOwn(OF_LISTS, name) ? OF_LISTS[name] : undefined;
    if (ofLists) return ofLists(...inputs);
    const sheet = fieldFunction(name)?.sheet;
    if (!sheet) throw new FormulaError(`a spreadsheet cannot do ${name}`);
    const each = lineByLine(sheet, inputs);
    return each.kind === "scalar" ? compound(each.text) : each;
  }
}
