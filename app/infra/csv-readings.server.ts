import { CsvError, parse } from "csv-parse/sync";

/*
 * A list as offices and meeting tools save it: nobody says with which separator. So it is read with each of them, and
 * whoever knows what columns there should be takes the reading that shows the most.
 */

/** `firstRow` is the number its first row has in the file. */
export type CsvReading = { ok: true; rows: string[][]; firstRow: number } | { ok: false; brokenAt: number };

type Options = {
  /** No more rows are read. */
  most: number;
  skipEmpty?: boolean;
};

/** By comma, semicolon and tab, in this order; a quote that never closes breaks a reading. */
export function csvReadings(text: string, options: Options): CsvReading[] {
  const lines = text.replace(/\r\n?/g, "\n");
  // Excel writes "sep=;" above the headings and means it.
  const told = /^\ufeff?sep=(.)\n/i.exec(lines);
  return told
    ? [readWith(lines.slice(told[0].length), told[1]!, 2, options)]
    : [",", ";", "\t"].map((separator) => readWith(lines, separator, 1, options));
}

/** Those that are whole. */
export const wholeReadings = (text: string, options: Options) =>
  csvReadings(text, options).filter((reading) => reading.ok);

function readWith(
  lines: string,
  delimiter: string,
  firstRow: number,
  { most, skipEmpty }: Options,
): CsvReading {
  try {
    const rows: string[][] = parse(lines, {
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: skipEmpty ?? false,
      to: most,
    });
    return { ok: true, rows, firstRow };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, brokenAt: firstRow + Number(error["records"]) };
  }
}
