import { readCode } from "#app/features/certification/check-query.ts";

/*
 * A list of codes as an employer has it: a column of a table, addresses scanned from paper, one below the other. Numbers are
 * not taken: they can be counted through, and are looked up one by one.
 */

export const MOST_CODES = 500;

export type ListedCode = {
  /** In the list, from 1. */
  line: number;
  /** What stood there, cut where it is long. */
  typed: string;
  /** Null where there is none. */
  code: string | null;
};

/** A first line without a code is the heading, unless figures say that it was to be one. Empty lines are nothing. */
export function readCodeList(text: string): ListedCode[] {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.some(Boolean));
  const listed = lines.map(({ line, cells }) => {
    const at = cells.findIndex((cell) => readCode(cell) !== null);
    const typed = (at < 0 ? cells.find(Boolean)! : cells[at]!).slice(0, 40);
    return { line, typed, code: at < 0 ? null : readCode(cells[at]!) };
  });
  const isHeaded = listed.length > 1 && listed[0]!.code === null && !/\d/.test(lines[0]!.cells.join());
  return isHeaded ? listed.slice(1) : listed;
}

/** The same list to be read once more. Under a heading: a first line without a code could be taken for one. */
export const writeCodeList = (heading: string, rows: readonly Omit<ListedCode, "line">[]): string =>
  [heading, ...rows.map(({ code, typed }) => code ?? typed)].join("\n");

/** Of any of the separators that spreadsheets write; a code holds none of them. */
const cellsOf = (line: string): string[] =>
  line.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1").trim()); // prettier-ignore
