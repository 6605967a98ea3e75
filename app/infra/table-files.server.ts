import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { ZipFile } from "yazl";

/*
 * Tables as files, written while they are read: ten thousand rows take no more memory than a hundred. A program that
 * opens them must not take what somebody typed for a formula: in CSV such a cell begins with an apostrophe, in a
 * workbook every text is a text (and stays one when it is edited: quotePrefix).
 *
 * write-excel-file takes all rows at once and holds them until the file is whole, so the
 * little of XLSX that a table needs is written here.
 */

export type Cell = string | number | null;
export type Table = {
  /** Of the worksheet. */
  name: string;
  headings: string[];
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>;
  rightToLeft: boolean;
};

/** With a byte order mark: a spreadsheet program would take it for something else than UTF-8. */
export function csvFile({ headings, rows }: Table): Readable {
  const stringifier = stringify({ bom: true, escape_formulas: true, record_delimiter: "\r\n" });
  // Whatever ends first ends the other; an error reaches whoever reads.
  return pipeline(Readable.from(withHeadings(headings, rows)), stringifier, () => {});
}

async function* withHeadings(headings: string[], rows: Table["rows"]): AsyncGenerator<Cell[]> {
  yield headings;
  yield* rows;
}

/** The way out of a zip that is being written. */
export const xlsxFile = (table: Table): Readable => {
  const zip = new ZipFile();
  const sheet = Readable.from(inPieces(worksheet(table)));
  const out = zip.outputStream as Readable;
  sheet.once("error", (error) => out.destroy(error));
  out.once("close", () => sheet.destroy());
  const put = (path: string, text: string) => zip.addBuffer(Buffer.from(`${XML}${text}`), path);
  put("[Content_Types].xml", CONTENT_TYPES);
  put("_rels/.rels", relations(["officeDocument", "xl/workbook.xml"]));
  put("xl/workbook.xml", workbook(table.name));
  put(
    "xl/_rels/workbook.xml.rels",
    relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]),
  );
  put("xl/styles.xml", STYLES);
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml");
  zip.end();
  return out;
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`;

const relations = (...targets: [type: string, target: string][]) =>
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join("") +
  "</Relationships>";

/** A worksheet's name has 31 characters at most, and none of these. */
const workbook = (name: string) =>
  `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>` +
  `<sheet name="${escaped(name.replace(/[[\]:*?/\\']/g, " ").slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** 0: a number, 1: a text, 2: a heading. */
const STYLES =
  `<styleSheet ${MAIN}>` +
  '<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" quotePrefix="1"/><xf xfId="0" fontId="1" applyFont="1" quotePrefix="1"/></cellXfs></styleSheet>';

async function* worksheet({ headings, rows, rightToLeft }: Table): AsyncGenerator<string> {
  const view =
    `<sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ""}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield `${XML}<worksheet ${MAIN}>${view}<cols><col min="1" max="${headings.length}" width="18" customWidth="1"/></cols><sheetData>`;
  let line = 1;
  yield rowOf(headings, line, 2);
  for await (const row of rows) yield rowOf(row, (line += 1), 1);
  yield "</sheetData></worksheet>";
}

/** Programs are told the address of each cell: some do not count them. */
const rowOf = (cells: Cell[], line: number, style: 1 | 2): string =>
  `<row r="${line}">${cells.map((cell, column) => cellOf(cell, `${columnName(column)}${line}`, style)).join("")}</row>`;

/** A to Z, AA to ZZ. */
const columnName = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : "") +
  String.fromCharCode(65 + (column % 26));

function cellOf(cell: Cell, at: string, style: 1 | 2): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** What XML cannot hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");

const PIECE = 32_768;

/** A row by itself is too little to compress. */
async function* inPieces(parts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = "";
  for await (const part of parts) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  if (piece) yield Buffer.from(piece);
}
