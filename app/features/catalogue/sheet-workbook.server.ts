import type { Blob } from "node:buffer";
import type { Stream } from "node:stream";
import type { CellObject, Feature, Row, Sheet as Page } from "write-excel-file/node";
import { directionOf } from "#app/lib/locales.ts";
import { computeSheet, exampleEntries, type Entries, type Entry, type Worked } from "./compute-sheet.ts";
import type { SheetFacts } from "./sheet-facts.ts";
import { cellAt, sheetCells, VALUE_COLUMN, type BlockCells, type SheetCells } from "./sheet-cells.ts";
import { NO_FIGURE, sheetFormulas, type SheetFormulas } from "./sheet-formulas.ts";
import {
  calculates,
  decimalsOf,
  isComputed,
  isFigure,
  isLines,
  partsOf,
  type LinesBlock,
  type Sheet,
  type SheetPart,
} from "./sheet.ts";

/*
 * A sheet as a workbook: the filled example and a blank one, both with live formulas. What they come to is written
 * beside them, so that a telephone that only shows a workbook shows it too; a program that computes does so anew.
 */

/** What pictures would be made of. */
type Content = Stream | Buffer | Blob;
type Worksheet = Page<Content>;
type WorkbookFeature = Feature<Content>;

const ink = "#14343b";
const soft = "#4a6267";
const stamp = "#a8401f";
const shade = "#e4efec";
const edge = "#7f8a82";

/** The same sheet gives the same bytes. */
export async function sheetWorkbook(facts: SheetFacts, work = computeSheet): Promise<Buffer> {
  const { default: writeWorkbook } = await import("write-excel-file/node");
  const { sheet, words, labels } = facts;
  const filled = exampleEntries(sheet, words);
  const pages = [
    { name: labels.example, entries: filled },
    { name: labels.blank, entries: { boxes: {}, lines: {} } },
  ];
  const values = pages.map(({ entries }) => valuesOf(sheet, work(sheet, entries)));
  const worksheets = pages.map(({ name, entries }) => worksheet(facts, name, entries));
  const features = [worked(values), onePageWide];
  return timeless(
    await writeWorkbook(worksheets, { fontFamily: "Arial", fontSize: 10, features }).toBuffer(),
  );
}

function worksheet(facts: SheetFacts, name: string, entries: Entries): Worksheet {
  const cells = sheetCells(facts.sheet);
  const widths = widthsOf(facts, cells);
  const rows: Row[] = [
    [{ value: facts.title, fontSize: 16, fontWeight: "bold", textColor: ink, height: 24 }],
    [{ value: [facts.course, facts.module].join(" · "), textColor: soft }],
    [
      {
        value: [calculates(facts.sheet) && facts.labels.shaded, facts.money].filter(Boolean).join(" "),
        textColor: soft,
      },
    ],
  ];
  const formulas = sheetFormulas(facts.sheet);
  for (const block of cells.blocks) {
    const title = facts.words.blocks[block.block.id];
    rows[block.title - 1] = [
      { value: title, fontSize: 12, fontWeight: "bold", textColor: stamp, height: 20 },
    ];
    const own = { facts, block, entries, formulas, widths };
    if (isLines(block.block)) putLines(rows, block.block, own);
    else putBoxes(rows, own);
  }
  return {
    data: Array.from(rows, (row) => row ?? []),
    sheet: name,
    columns: widths.map((width) => ({ width })),
    rightToLeft: directionOf(facts.locale) === "rtl",
    stickyRowsCount: frozenRows(cells),
    showGridLines: false,
    ...(cells.columns > 5 ? { orientation: "landscape" } : {}),
  };
}

/** The headings of lines that begin near the top stay in sight, else the title alone. */
function frozenRows({ blocks }: SheetCells): number {
  const [first] = blocks;
  return first && isLines(first.block) ? first.head : 1;
}

type Putting = {
  facts: SheetFacts;
  block: BlockCells;
  entries: Entries;
  formulas: SheetFormulas;
  widths: number[];
};

function putBoxes(rows: Row[], { facts, block, entries, formulas, widths }: Putting): void {
  const { words } = facts;
  partsOf(block.block).forEach((part, index) => {
    const label = words.labels[part.id] ?? "";
    const entry = entries.boxes[part.id] ?? null;
    const at = block.first + index;
    const height = heightOf([
      [label, widths[0]!],
      [typeof entry === "string" ? entry : "", widths[VALUE_COLUMN - 1]!],
    ]);
    rows[at - 1] = [
      { value: label, textColor: ink, wrap: true, alignVertical: "center", height },
      valueCell(facts, part, entry, formulas.get(cellAt(at, VALUE_COLUMN))),
      {
        value: hintOf(facts, part),
        textColor: soft,
        alignVertical: "center",
        indent: 1,
        align: startOf(facts),
      },
    ];
  });
}

function putLines(rows: Row[], { columns, id }: LinesBlock, putting: Putting): void {
  const { facts, block, entries, formulas, widths } = putting;
  const headings = columns.map((part) =>
    [facts.words.labels[part.id], hintOf(facts, part)].filter(Boolean).join("\n"),
  );
  const headHeight = heightOf(headings.map((heading, index) => [heading, widths[index]!]));
  rows[block.head - 1] = headings.map((value, index) => ({
    value,
    fontWeight: "bold",
    textColor: ink,
    wrap: true,
    alignVertical: "bottom",
    bottomBorderStyle: "medium",
    bottomBorderColor: edge,
    height: headHeight,
    ...(isFigure(columns[index]!) ? { align: "right" } : {}),
  }));
  for (let row = block.first; row <= block.last; row += 1) {
    const line = entries.lines[id]?.[row - block.first] ?? {};
    const texts = columns.map(({ id: own }, index): [string, number] => [
      typeof line[own] === "string" ? line[own] : "",
      widths[index]!,
    ]);
    const height = heightOf(texts);
    rows[row - 1] = columns.map((part, index) => ({
      ...valueCell(facts, part, line[part.id] ?? null, formulas.get(cellAt(row, index + 1))),
      height,
    }));
  }
}

function valueCell(
  facts: SheetFacts,
  part: SheetPart,
  entry: Entry,
  formula: string | undefined,
): CellObject {
  const look: CellObject = { textColor: ink, alignVertical: "center", borderStyle: "thin" };
  if (formula !== undefined)
    return {
      ...look,
      type: "Formula",
      value: formula,
      format: formatOf(facts, part),
      fontWeight: "bold",
      backgroundColor: shade,
      borderColor: edge,
      align: "right",
    };
  const typed = { ...look, borderColor: edge };
  if (!isFigure(part))
    return { ...typed, type: String, value: typeof entry === "string" ? entry : undefined, wrap: true };
  return {
    ...typed,
    type: Number,
    value: typeof entry === "number" ? entry : undefined,
    format: formatOf(facts, part),
  };
}

function formatOf({ labels }: SheetFacts, part: SheetPart): string {
  if (part.is === "yes-no") return `"${labels.yes}";"${labels.yes}";"${labels.no}"`;
  const decimals = decimalsOf(part);
  const digits = decimals > 0 ? `.${"0".repeat(decimals)}` : "";
  return part.is === "percent" ? `0${digits}" "%` : `#,##0${digits}`;
}

const startOf = ({ locale }: SheetFacts) => (directionOf(locale) === "rtl" ? "right" : "left");

/** A hint, and how a spreadsheet is told yes. */
function hintOf({ words, labels }: SheetFacts, part: SheetPart): string {
  const choice = part.is === "yes-no" ? `1 = ${labels.yes}, 0 = ${labels.no}` : "";
  return [words.hints[part.id], choice].filter(Boolean).join(" · ");
}

// ── sizes ───────────────────────────────────────────────────────────────────────────────────────────

const [NARROWEST, WIDEST] = [13, 34];

/** In letters: as wide as what is written there by example, within reason. */
function widthsOf({ words }: SheetFacts, cells: SheetCells): number[] {
  const widths = Array.from({ length: cells.columns }, () => NARROWEST);
  const widen = (column: number, text: string | null | undefined, most = WIDEST) => {
    widths[column] = Math.max(widths[column]!, Math.min(most, (text ?? "").length + 2));
  };
  for (const { block } of cells.blocks)
    partsOf(block).forEach((part, index) => {
      const texts = [words.examples[part.id] ?? []].flat();
      if (isLines(block)) {
        widen(index, words.labels[part.id], 18);
        for (const text of texts) widen(index, text);
      } else {
        widen(0, words.labels[part.id]);
        for (const text of texts) widen(VALUE_COLUMN - 1, text, 24);
      }
    });
  return widths;
}

const LINE_HEIGHT = 15;

/** As high as the text that needs most lines in its width. */
const heightOf = (texts: [text: string, width: number][]): number =>
  4 +
  LINE_HEIGHT *
    Math.max(
      1,
      ...texts.map(([text, width]) =>
        text
          .split("\n")
          .reduce((lines, part) => lines + Math.max(1, Math.ceil((part.length + 1) / width)), 0),
      ),
    );

// ── what the formulas come to ───────────────────────────────────────────────────────────────────────

type Values = Map<string, number | string>;

function valuesOf(sheet: Sheet, { boxes, lines }: Worked): Values {
  const values: Values = new Map();
  for (const { block, first, last } of sheetCells(sheet).blocks)
    partsOf(block).forEach((part, index) => {
      if (!isComputed(part)) return;
      if (!isLines(block)) values.set(cellAt(first + index, VALUE_COLUMN), boxes[part.id] ?? NO_FIGURE);
      else
        for (let row = first; row <= last; row += 1) {
          const own = lines[block.id]?.[row - first];
          values.set(cellAt(row, index + 1), own ? (own[part.id] ?? NO_FIGURE) : "");
        }
    });
  return values;
}

const FORMULA_CELL = /<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*<\/f>)<\/c>/g;

const worked = (values: Values[]): WorkbookFeature => ({
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform: (xml, _, { sheetIndex }) =>
          xml.replace(FORMULA_CELL, (_cell, at: string, attributes: string, formula: string) => {
            const value = values[sheetIndex]?.get(at) ?? "";
            const type = typeof value === "string" ? ' t="str"' : "";
            return `<c r="${at}"${attributes}${type}>${formula}<v>${value}</v></c>`;
          }),
      },
      "xl/workbook.xml": {
        transformElementAttributes: (tag, attributes) =>
          tag === "calcPr" ? { ...attributes, fullCalcOnLoad: 1 } : attributes,
      },
    },
  },
});

/** Printed, it is as wide as its paper. */
const onePageWide: WorkbookFeature = {
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform: (xml) =>
          xml.replace(/<worksheet[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`),
        transformElementAttributes: (tag, attributes) =>
          tag === "pageSetup" ? { ...attributes, fitToHeight: 0 } : attributes,
      },
    },
  },
};

// ── the archive ─────────────────────────────────────────────────────────────────────────────────────

const FIRST_OF_1980 = 0x0021;

/** Takes the hour it was packed at out of the archive, in each entry and in the list of them. */
function timeless(archive: Buffer): Buffer {
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const local = archive.readUInt32LE(entry + 42);
    for (const at of [entry + 12, local + 10]) {
      archive.writeUInt16LE(0, at);
      archive.writeUInt16LE(FIRST_OF_1980, at + 2);
    }
    entry +=
      46 +
      archive.readUInt16LE(entry + 28) +
      archive.readUInt16LE(entry + 30) +
      archive.readUInt16LE(entry + 32);
  }
  return archive;
}
