import { csvReadings, type CsvReading } from "#app/infra/csv-readings.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { letterM, type LetterM } from "./import-entry.ts";
import { knownColumns, namesPeople, readHeadings, type Column, type Heading } from "./import-columns.ts";
import { sheetAsCsv } from "./people-sheet.server.ts";

/* A list of people as offices send it: saved by any program, with any separator, in any of the usual encodings. */

export const MOST_ROWS = 5000;
const HEADINGS_WITHIN = 10;
/** Far beyond the longest list we take, so that empty lines between may stand, and near enough to be read quickly. */
const MOST_LINES = 4 * MOST_ROWS;
const MOST_COLUMNS = 200;
/** As many as the largest file holds. */
const MOST_LETTERS = 1_000_000;

/** `row` is the row's number in the spreadsheet; `extra` is text in cells beyond the last heading. */
export type CsvRow = { row: number; values: Partial<Record<Column, string>>; extra: string };
export type PeopleFile = { columns: Column[]; unknown: string[]; rows: CsvRow[]; letterM: LetterM };

/** The text of the file, whatever it was written with and by. */
export async function listText(bytes: Uint8Array): Promise<Result<string>> {
  const text = startsWith(bytes, 0x50, 0x4b) ? await sheetAsCsv(bytes) : decodeCsv(bytes);
  return text.ok && text.value.length > MOST_LETTERS ? refuse("import.too-much-inside") : text;
}

/** An old spreadsheet and one with a password begin alike. */
export function decodeCsv(bytes: Uint8Array): Result<string> {
  if (startsWith(bytes, 0xd0, 0xcf)) return refuse("import.old-spreadsheet");
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refuse("import.not-text");
  const text = decode(bytes);
  if (text.includes("\0")) return refuse("import.not-text");
  return text.trim() === "" ? refuse("import.empty") : ok(text);
}

const startsWith = (bytes: Uint8Array, ...first: number[]) =>
  first.every((byte, index) => bytes[index] === byte);

/** A byte order mark decides; then zeros, as UTF-16 is full of them; then whether it is right UTF-8. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe) || zeroShare(bytes, 1) > 0.3)
    return new TextDecoder("utf-16le").decode(bytes);
  if (startsWith(bytes, 0xfe, 0xff) || zeroShare(bytes, 0) > 0.3)
    return new TextDecoder("utf-16be").decode(bytes);
  return decodeUtf8(bytes) ?? decodeWindows1252(bytes);
}

function zeroShare(bytes: Uint8Array, odd: 0 | 1): number {
  const looked = bytes.subarray(0, 2000);
  const zeros = looked.filter((byte, index) => byte === 0 && index % 2 === odd);
  return looked.length === 0 ? 0 : zeros.length / (looked.length / 2);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What stands at 0x80 to 0x9f; the rest is Latin-1. Node 20's own decoder takes these for control characters. */
const AT_0X80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => AT_0X80.charAt(letter.charCodeAt(0) - 0x80));

/** The rows below the headings; the separator is the one that shows the most columns we know. */
export function readPeopleCsv(text: string): Result<PeopleFile> {
  const readings = csvReadings(text, { most: MOST_LINES }).map(withHeadings);
  const best = readings
    .flatMap((reading) => (reading.ok ? reading.value : []))
    .sort((one, other) => knownColumns(other.headings) - knownColumns(one.headings))[0];
  if (!best || !namesPeople(best.headings))
    return readings.find((reading) => !reading.ok) ?? refuse("import.no-name-column");
  if (best.headings.filter(({ text }) => text.trim()).length > MOST_COLUMNS)
    return refuse("import.too-much-inside");
  const file = toFile(best);
  if (file.rows.length === 0) return refuse("import.empty");
  return file.rows.length > MOST_ROWS ? refuse("import.too-many-rows", { max: MOST_ROWS }) : ok(file);
}

/** `row` is the number of the first of the records in the file. */
type Reading = { headings: Heading[]; records: string[][]; row: number };

function withHeadings(reading: CsvReading): Result<Reading> {
  if (!reading.ok) return refuse("import.quote-open", { row: reading.brokenAt });
  const candidates = reading.rows.slice(0, HEADINGS_WITHIN).map(readHeadings);
  const at = Math.max(0, candidates.findIndex(namesPeople));
  return ok({
    headings: candidates[at] ?? [],
    records: reading.rows.slice(at + 1),
    row: reading.firstRow + at + 1,
  });
}

function toFile({ headings, records, row }: Reading): PeopleFile {
  const rows = records.map((cells, index): CsvRow => {
    const texts = cells.map(cleanCell);
    const values: CsvRow["values"] = {};
    headings.forEach(({ column }, place) => {
      if (column && texts[place]) values[column] = texts[place];
    });
    return { row: row + index, values, extra: texts.slice(headings.length).join(" ").trim() };
  });
  return {
    letterM: letterM(rows, headings),
    columns: headings.flatMap(({ column }) => column ?? []),
    unknown: headings
      .filter(({ column, text }) => column === null && text.trim() !== "")
      .map(({ text }) => text),
    rows: rows.filter(({ values, extra }) => Object.keys(values).length > 0 || extra !== ""),
  };
}

/** Excel keeps zeros as ="007", exports guard formulas with an apostrophe: both are undone. */
const cleanCell = (cell: string): string =>
  cell
    .normalize("NFC")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g, "")
    .replace(/[\s\u00a0]+/g, " ")
    .trim()
    .replace(/^="(.*)"$/, "$1")
    .replace(/^'(?=[=+\-@])/, "")
    .trim();
