import { isLines, isTyped, partsOf, type LinesBlock, type Sheet, type SheetBlock } from "./sheet.ts";

/*
 * Where everything of a sheet stands in its spreadsheet: a title and what is said beneath it, then the blocks one
 * below the other. Boxes have their label in the first column and their value in the second; lines take as many
 * columns as they have. Rows and columns are counted from 1.
 */

/** The title, the course it belongs to, and what to fill in. */
const HEAD_ROWS = 3;
export const LABEL_COLUMN = 1;
export const VALUE_COLUMN = 2;

export type BlockCells = {
  block: SheetBlock;
  title: number;
  /** The headings of the columns; the same as `title` where there are none. */
  head: number;
  first: number;
  last: number;
};

export type SheetCells = {
  blocks: BlockCells[];
  columns: number;
};

export function sheetCells({ blocks }: Sheet): SheetCells {
  let row = HEAD_ROWS + 2;
  const placed = blocks.map((block): BlockCells => {
    const title = row;
    const head = isLines(block) ? title + 1 : title;
    const first = head + 1;
    const last = head + (isLines(block) ? block.rows : partsOf(block).length);
    row = last + 2;
    return { block, title, head, first, last };
  });
  return { blocks: placed, columns: Math.max(VALUE_COLUMN, ...blocks.filter(isLines).map(widthOf)) };
}

const widthOf = ({ columns }: LinesBlock): number => columns.length;

/** "C12" */
export const cellAt = (row: number, column: number): string => `${letterOf(column)}${row}`;

/** "C5:C12", or "C5" where there is but one. */
export const rangeOf = (column: number, first: number, last: number): string =>
  first === last ? cellAt(first, column) : `${cellAt(first, column)}:${cellAt(last, column)}`;

const letterOf = (column: number): string => String.fromCharCode("A".charCodeAt(0) + column - 1);

/** The cell of each single box and each result. */
export function boxCells({ blocks }: SheetCells): Map<string, string> {
  return new Map(
    blocks.flatMap(({ block, first }) =>
      isLines(block)
        ? []
        : partsOf(block).map(({ id }, index): [string, string] => [id, cellAt(first + index, VALUE_COLUMN)]),
    ),
  );
}

export type ColumnCells = { lines: BlockCells; column: number; computed: boolean };

/** Where each column of lines stands. */
export function columnCells({ blocks }: SheetCells): Map<string, ColumnCells> {
  return new Map(
    blocks.flatMap((lines) =>
      isLines(lines.block)
        ? lines.block.columns.map((part, index): [string, ColumnCells] => [
            part.id,
            { lines, column: index + 1, computed: !isTyped(part) },
          ])
        : [],
    ),
  );
}
