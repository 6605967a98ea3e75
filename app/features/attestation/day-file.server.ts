import { listText } from "#app/features/identity/people-csv.server.ts";
import { wholeReadings } from "#app/infra/csv-readings.server.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { columnOf, countsOnly, emptyLine, LINE_FIELDS, type NamedSteps, type RawLine } from "./day-lines.ts";

export type FileLine = { row: number; who: string; name: string; line: RawLine };

const MOST_LINES = 2000;

/** The lines of a CSV or workbook, with whatever separator; the first line names the columns. */
export async function readDayFile(bytes: Uint8Array, named: NamedSteps): Promise<Result<FileLine[]>> {
  const text = await listText(bytes);
  if (!text.ok) return text;
  const known = (rows: string[][]) => (rows[0] ?? []).filter((heading) => columnOf(heading) !== null).length;
  const [best] = wholeReadings(text.value, { most: MOST_LINES, skipEmpty: true })
    .map(({ rows, firstRow }) => ({ rows, firstRow, columns: known(rows) }))
    .sort((one, other) => other.columns - one.columns);
  const columns = best?.rows[0]?.map(columnOf) ?? [];
  if (!best || !columns.includes("who")) return refuse("attestation-file-who");
  if (countsOnly(columns, named)) return refuse("attestation-file-counts");
  return ok(
    best.rows.slice(1).flatMap((cells, index) => {
      const value = (column: string) => cells[columns.findIndex((one) => one === column)]?.trim() ?? "";
      const line = emptyLine();
      for (const field of LINE_FIELDS) line[field] = value(field);
      const who = value("who").replace(/^'/, "");
      return who === "" ? [] : [{ row: best.firstRow + index + 1, who, name: value("name"), line }];
    }),
  );
}
