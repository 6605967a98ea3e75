import { Document, Page, Path, Svg, View, renderToBuffer } from "@react-pdf/renderer";
import {
  ink,
  mirrored,
  placeText,
  soft,
  terracotta,
  TextLine,
  type Align,
  type PlacedText,
  type TextLook,
} from "#app/infra/placed-text-pdf.server.tsx";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { loadShapedFonts, textDirection, type ShapedFonts } from "#app/infra/shaped-fonts.server.ts";
import { directionOf } from "#app/lib/locales.ts";
import { computeSheet, exampleEntries, type Entries, type Entry, type Worked } from "./compute-sheet.ts";
import type { SheetFacts } from "./sheet-facts.ts";
import { NO_FIGURE } from "./sheet-formulas.ts";
import { writeNumber, writeShare } from "./written-numbers.ts";
import {
  calculates,
  decimalsOf,
  isComputed,
  isFields,
  isFigure,
  isLines,
  type Field,
  type FieldsBlock,
  type LinesBlock,
  type ResultsBlock,
  type SheetPart,
} from "./sheet.ts";

/*
 * A sheet on paper: blank, to be filled in by pen, and then the filled example. It is set in bands, one below the
 * other, worked out in points from the left; a band that has no room left on its page begins the next one.
 */

export async function renderSheetPdf(facts: SheetFacts): Promise<Uint8Array> {
  const layout = layOutSheet(facts, await loadShapedFonts());
  return renderToBuffer(<SheetDocument facts={facts} layout={layout} />);
}

// ── what a page is made of ──────────────────────────────────────────────────────────────────────────

type Box = { left: number; top: number; width: number; height: number; color: string };
type Mark = { left: number; top: number; ticked: boolean };
export type Piece = { lines: PlacedText[]; boxes: Box[]; marks: Mark[] };
type Band = Piece & {
  height: number;
  /** White before it, unless it is the first of its page. */
  space: number;
  /** It is nothing without what comes after it. */
  keep?: boolean;
  /** Said again at the head of the next page. */
  head?: Band | undefined;
  /** A line to write on may be so much higher, or lower, if all then fills one page. */
  mayGrow?: number;
  mayShrink?: number;
};
type Heads = { opening: Band; running: Band };
export type SheetLayout = { landscape: boolean; width: number; height: number; pages: Piece[] };

const A4 = { short: 595.28, long: 841.89 };
const SIDE = 42;
const TOP = 38;
const BOTTOM = 48;

const shade = "#e9f0ec";
const edge = "#7f8a82";
const faint = "#c9c6b8";
const border = "#14545f";

export function layOutSheet(facts: SheetFacts, fonts: ShapedFonts): SheetLayout {
  const landscape = isWide(facts, fonts);
  const [width, height] = landscape ? [A4.long, A4.short] : [A4.short, A4.long];
  const setter = new Setter(facts, fonts, width - 2 * SIDE, landscape);
  const pages = [
    ...setter.pages(facts.labels.blank, null, height),
    ...setter.pages(facts.labels.example, exampleEntries(facts.sheet, facts.words), height),
  ];
  const turned = directionOf(facts.locale) === "rtl" ? pages.map((page) => turn(page, width)) : pages;
  return { landscape, width, height, pages: turned };
}

/** The same page for readers from right to left. */
const turn = ({ lines, boxes, marks }: Piece, width: number): Piece => ({
  lines: lines.map((line) => mirrored(line, width)),
  boxes: boxes.map((box) => ({ ...box, left: width - box.left - box.width })),
  marks: marks.map((mark) => ({ ...mark, left: width - mark.left - MARK })),
});

const emptyPiece = (): Piece => ({ lines: [], boxes: [], marks: [] });

function put(onto: Piece, piece: Piece, left: number, top: number): void {
  onto.lines.push(
    ...piece.lines.map((line) => ({ ...line, left: line.left + left, baseline: line.baseline + top })),
  );
  onto.boxes.push(...piece.boxes.map((box) => ({ ...box, left: box.left + left, top: box.top + top })));
  onto.marks.push(...piece.marks.map((mark) => ({ ...mark, left: mark.left + left, top: mark.top + top })));
}

const stroke = (left: number, top: number, width: number, color: string, thickness: number): Box => ({
  left,
  top,
  width,
  height: thickness,
  color,
});

// ── sizes ───────────────────────────────────────────────────────────────────────────────────────────

const TEXT = 9.5;
const LABEL = 8.5;
const HINT = 7.5;
const NUMBERS = 16;
const CELL = 4;
const MARK = 10;
const RESULT = 21;
/** As many bands, its title among them. */
const SHORT = 7;
/** A line one can write on. */
const WRITING = 24;
const WRITING_LONG = 38;

/** What a column needs, what it would like, and how much of the room that is left it takes. */
type Wish = { least: number; likes: number; takes: number };

function wishOf(part: SheetPart, facts: SheetFacts, fonts: ShapedFonts): Wish {
  const { words } = facts;
  const long = longestWord(words.labels[part.id] ?? "");
  const heading = widthOf(long, LABEL, 600, fonts) + 2 * CELL + 1;
  if (isFigure(part)) {
    const narrow = part.is === "yes-no" ? 34 : 40;
    return { least: Math.max(narrow, heading), likes: Math.max(narrow + 14, heading), takes: 1 };
  }
  const texts = [words.examples[part.id] ?? []].flat().map((text) => text ?? "");
  const widest = Math.max(0, ...texts.map((text) => widthOf(text, TEXT, 400, fonts)));
  const likes = Math.max(70, heading, Math.min(190, widest + 2 * CELL + 2));
  return { least: Math.max(58, heading), likes, takes: likes > 110 ? 4 : 1.5 };
}

const longestWord = (text: string): string =>
  text.split(/\s/u).reduce((longest, word) => (word.length > longest.length ? word : longest), "");

function widthOf(text: string, size: number, weight: 400 | 600, fonts: ShapedFonts): number {
  const { lines } = placeText(printable(text) || " ", { size, weight, direction: "ltr" }, WHOLE, 0, fonts);
  const [line] = lines;
  return line ? fonts.widthOf(line.text, line.face) * line.size : 0;
}
const WHOLE = { left: 0, width: 10_000 };

/** Lying, where its lines would be too narrow to write into. */
const isWide = (facts: SheetFacts, fonts: ShapedFonts): boolean =>
  facts.sheet.blocks.filter(isLines).some(({ columns }) => {
    const wishes = columns.map((part) => wishOf(part, facts, fonts));
    const wanted = wishes.reduce((sum, { least, likes }) => sum + Math.max(least, Math.min(likes, 120)), 0);
    return wanted + NUMBERS > A4.short - 2 * SIDE;
  });

/** Columns that fill the width: what there is beyond the least goes to those who would like it. */
function columnWidths(wishes: Wish[], width: number): number[] {
  const least = wishes.reduce((sum, wish) => sum + wish.least, 0);
  if (least >= width) return wishes.map((wish) => (wish.least / least) * width);
  const wanted = wishes.reduce((sum, wish) => sum + (wish.likes - wish.least), 0);
  const given = Math.min(width - least, wanted);
  const widths = wishes.map(
    (wish) => wish.least + (wanted > 0 ? ((wish.likes - wish.least) / wanted) * given : 0),
  );
  const rest = (width - least - given) / wishes.reduce((sum, { takes }) => sum + takes, 0);
  return widths.map((own, index) => own + rest * wishes[index]!.takes);
}

/** Without what no font can draw; a line break is a space. */
function printable(text: string): string {
  const plain = text.replace(/\s+/gu, (space) => (space === "\u00a0" ? space : " "));
  const missing = fontsCover(plain);
  return missing.length === 0
    ? plain
    : Array.from(plain)
        .filter((character) => !missing.includes(character))
        .join("");
}

// ── setting ─────────────────────────────────────────────────────────────────────────────────────────

type Look = Omit<TextLook, "direction">;

/** Sets one sheet, blank where there are no entries. */
class Setter {
  constructor(
    private readonly facts: SheetFacts,
    private readonly fonts: ShapedFonts,
    /** Of what stands between the margins. */
    private readonly width: number,
    private readonly landscape: boolean,
  ) {}

  pages(label: string, entries: Entries | null, height: number): Piece[] {
    const worked = entries && computeSheet(this.facts.sheet, entries);
    const bands = this.facts.sheet.blocks.flatMap((block) => {
      if (isFields(block)) return this.#fields(block, entries);
      return isLines(block) ? this.#table(block, entries, worked) : this.#results(block, worked);
    });
    const heads: Heads = { opening: this.#opening(label), running: this.#runningHead(label) };
    const room = height - TOP - BOTTOM;
    const filled = paginate(entries ? bands : spread(bands, room - heads.opening.height), heads, room);
    return filled.map((page, index) => {
      const whole = emptyPiece();
      put(whole, page, SIDE, TOP);
      put(whole, this.#foot(index + 1, filled.length), SIDE, height - BOTTOM + 14);
      return whole;
    });
  }

  #text(text: string, look: Look, left: number, width: number, top: number) {
    const said = printable(text);
    if (said.trim() === "") return { lines: [], bottom: top };
    return placeText(said, { ...look, direction: textDirection(said) }, { left, width }, top, this.fonts);
  }

  // what stands on every page

  #opening(label: string): Band {
    const { facts, width } = this;
    const tag = 150;
    const title = this.#text(
      facts.title,
      { size: 20, style: "serif", weight: 600, mostLines: 2 },
      0,
      width - tag,
      0,
    );
    const place = this.#text(
      [facts.course, facts.module].join(" · "),
      { size: 9, color: soft, mostLines: 2 },
      0,
      width - tag,
      title.bottom + 2,
    );
    const which = this.#text(
      label,
      { size: 10, weight: 600, color: terracotta, align: "right" },
      width - tag,
      tag,
      7,
    );
    const line = place.bottom + 7;
    const notes = [calculates(facts.sheet) ? facts.labels.shaded : "", facts.money]
      .filter(Boolean)
      .join("  ");
    const note = this.#text(notes, { size: LABEL, color: soft, mostLines: 2 }, 0, width, line + 9);
    return {
      ...emptyPiece(),
      lines: [...title.lines, ...place.lines, ...which.lines, ...note.lines],
      // the double line of a passbook's page
      boxes: [stroke(0, line, width, border, 1.3), stroke(0, line + 3, width, border, 0.5)],
      height: note.bottom,
      space: 0,
    };
  }

  #runningHead(label: string): Band {
    const { facts, width } = this;
    const title = this.#text(facts.title, { size: 10, weight: 600 }, 0, width - 150, 0);
    const which = this.#text(
      label,
      { size: 9, weight: 600, color: terracotta, align: "right" },
      width - 150,
      150,
      0,
    );
    const line = title.bottom + 4;
    return {
      ...emptyPiece(),
      lines: [...title.lines, ...which.lines],
      boxes: [stroke(0, line, width, border, 0.7)],
      height: line + 2,
      space: 0,
    };
  }

  #foot(page: number, pages: number): Piece {
    const { labels, course } = this.facts;
    const number = labels.page.replace("{page}", String(page)).replace("{pages}", String(pages));
    const look = { size: 8, color: soft };
    return {
      ...emptyPiece(),
      lines: [
        ...this.#text(course, look, 0, this.width - 90, 0).lines,
        ...this.#text(number, { ...look, align: "right" }, this.width - 90, 90, 0).lines,
      ],
    };
  }

  #blockTitle(id: string): Band {
    const { lines, bottom } = this.#text(
      this.facts.words.blocks[id] ?? "",
      { size: 12, weight: 600, color: terracotta, mostLines: 2 },
      0,
      this.width,
      0,
    );
    return { ...emptyPiece(), lines, height: bottom, space: 17, keep: true };
  }

  // single boxes

  #fields({ id, fields }: FieldsBlock, entries: Entries | null): Band[] {
    const rows: Field[][] = [];
    const across = this.landscape ? 3 : 2;
    let open: Field[] | null = null;
    for (const field of fields) {
      if (this.#isLong(field)) {
        rows.push([field]);
        open = null;
      } else if (open && open.length < across) open.push(field);
      else rows.push((open = [field]));
    }
    const between = 22;
    const width = (this.width - between * (across - 1)) / across;
    return together([
      this.#blockTitle(id),
      ...rows.map((row, index): Band => {
        const cells = row.map((field, place) => ({
          field,
          left: place * (width + between),
          width: this.#isLong(field) ? this.width : width,
          ...this.#labelOf(field, this.#isLong(field) ? this.width : width),
        }));
        const deepest = Math.max(...cells.map(({ bottom }) => bottom));
        const band: Band = { ...emptyPiece(), height: deepest + WRITING, space: index === 0 ? 6 : 9 };
        for (const { field, left, width: own, lines } of cells) {
          put(band, { ...emptyPiece(), lines }, left, 0);
          put(
            band,
            this.#box(field, entries ? (entries.boxes[field.id] ?? null) : undefined, own),
            left,
            deepest,
          );
        }
        return band;
      }),
    ]);
  }

  #isLong({ id, is }: SheetPart): boolean {
    return (
      is === "text" && [this.facts.words.examples[id] ?? []].flat().some((text) => (text ?? "").length > 36)
    );
  }

  #labelOf(part: SheetPart, width: number) {
    const { labels, hints } = this.facts.words;
    const label = this.#text(labels[part.id] ?? "", { size: LABEL, weight: 600, mostLines: 3 }, 0, width, 0);
    const hint = this.#text(
      hints[part.id] ?? "",
      { size: HINT, color: soft, mostLines: 3 },
      0,
      width,
      label.bottom,
    );
    return { lines: [...label.lines, ...hint.lines], bottom: hint.bottom };
  }

  /** Undefined is a blank to write into. */
  #box(part: SheetPart, entry: Entry | undefined, width: number): Piece {
    const piece = emptyPiece();
    if (part.is === "yes-no") {
      const { yes, no } = this.facts.labels;
      let left = 0;
      for (const [word, value] of [
        [yes, 1],
        [no, 0],
      ] as const) {
        piece.marks.push({ left, top: 6, ticked: entry === value });
        const said = this.#text(word, { size: TEXT }, left + MARK + 5, 90, 4);
        piece.lines.push(...said.lines);
        left += MARK + 5 + widthOf(word, TEXT, 400, this.fonts) + 20;
      }
      return piece;
    }
    piece.boxes.push(stroke(0, WRITING - 4, width, edge, 0.6));
    const said = entry === undefined ? unitOf(part) : this.#said(part, entry);
    const look: Look = {
      size: 11,
      mayShrinkTo: 0.7,
      ...(entry === undefined ? { color: soft, align: "right" } : {}),
    };
    piece.lines.push(...this.#text(said, look, 1, width - 2, 3).lines);
    return piece;
  }

  #said(part: SheetPart, entry: Entry): string {
    return typeof entry === "string" ? entry : entry === null ? "" : figureIn(this.facts, part, entry);
  }

  // lines

  #table(block: LinesBlock, entries: Entries | null, worked: Worked | null): Band[] {
    const { columns } = block;
    const widths = columnWidths(
      columns.map((part) => wishOf(part, this.facts, this.fonts)),
      this.width - NUMBERS,
    );
    const lefts = widths.map(
      (_, index) => NUMBERS + widths.slice(0, index).reduce((sum, own) => sum + own, 0),
    );
    const cells = columns.map((part, index) => ({ part, left: lefts[index]!, width: widths[index]! }));
    const head = this.#tableHead(cells);
    const lines = entries?.lines[block.id] ?? null;
    const count = lines ? lines.length : block.rows;
    const rows = Array.from({ length: count }, (_, index): Band => {
      const line = lines?.[index];
      const own = worked?.lines[block.id]?.[index];
      const values = columns.map((part): Entry | undefined => {
        if (!lines) return undefined;
        return isComputed(part) ? (own ? (own[part.id] ?? NO_FIGURE) : null) : (line?.[part.id] ?? null);
      });
      // No line begins a page alone.
      const keep = count > 4 && index >= count - 3 && index < count - 1;
      return { ...this.#tableRow(cells, values, index + 1), head, keep };
    });
    return [this.#blockTitle(block.id), head, ...rows];
  }

  #tableHead(cells: TableCell[]): Band {
    const set = cells.map(({ part, left, width }) => {
      const align: Align = part.is === "yes-no" ? "center" : isFigure(part) ? "right" : "left";
      const [from, room] = [left + CELL, width - 2 * CELL];
      const { labels, hints } = this.facts.words;
      const label = this.#text(
        labels[part.id] ?? "",
        { size: LABEL, weight: 600, align, mostLines: 4 },
        from,
        room,
        0,
      );
      return this.#withHint(label, hints[part.id], align, from, room);
    });
    const height = Math.max(...set.map(({ bottom }) => bottom)) + 4;
    const band: Band = { ...emptyPiece(), height, space: 7, keep: true };
    // What says most stands on the same line as what says least.
    for (const { lines, bottom } of set) put(band, { ...emptyPiece(), lines }, 0, height - 4 - bottom);
    band.boxes.push(stroke(0, height - 1, this.width, ink, 1));
    return band;
  }

  #withHint(
    label: { lines: PlacedText[]; bottom: number },
    hint: string | undefined,
    align: Align,
    left: number,
    width: number,
  ) {
    const said = this.#text(
      hint ?? "",
      { size: HINT - 0.5, color: soft, align, mostLines: 4 },
      left,
      width,
      label.bottom,
    );
    return { lines: [...label.lines, ...said.lines], bottom: said.bottom };
  }

  #tableRow(cells: TableCell[], values: (Entry | undefined)[], number: number): Band {
    const texts = cells.map(({ part, left, width }, index) => {
      const entry = values[index];
      if (part.is === "yes-no" || entry === undefined) return { lines: [], bottom: 0 };
      const align: Align = isFigure(part) ? "right" : "left";
      const look: Look = {
        size: TEXT,
        weight: isComputed(part) ? 600 : 400,
        align,
        mostLines: isFigure(part) ? 1 : 6,
      };
      return this.#text(this.#said(part, entry), look, left + CELL, width - 2 * CELL, 5);
    });
    const blank = values.every((value) => value === undefined);
    const writing = blank && cells.some(({ part }) => this.#isLong(part)) ? WRITING_LONG : WRITING;
    const height = Math.max(blank ? writing : 20, ...texts.map(({ bottom }) => bottom + 5));
    const long = writing === WRITING_LONG;
    const elastic = blank ? { mayGrow: long ? 30 : 9, mayShrink: long ? 10 : 5 } : {};
    const band: Band = { ...emptyPiece(), height, space: 0, ...elastic };
    for (const { part, left, width } of cells) {
      if (isComputed(part)) band.boxes.push({ left, top: 0, width, height, color: shade });
      band.boxes.push({ left, top: 0, width: 0.5, height, color: faint });
    }
    cells.forEach(({ part, left, width }, index) => {
      if (part.is === "yes-no")
        band.marks.push({
          left: left + (width - MARK) / 2,
          top: (height - MARK) / 2,
          ticked: values[index] === 1,
        });
    });
    band.boxes.push(stroke(0, height - 0.6, this.width, edge, 0.6));
    band.lines.push(
      ...texts.flatMap(({ lines }) => lines),
      ...this.#text(String(number), { size: 7.5, color: soft }, 1, NUMBERS - 2, blank ? height - 14 : 6.5)
        .lines,
    );
    return band;
  }

  // results

  #results({ id, results }: ResultsBlock, worked: Worked | null): Band[] {
    const between = 22;
    const width = (this.width - between) / 2;
    const box = Math.min(110, width * 0.38);
    const pairs = Array.from({ length: Math.ceil(results.length / 2) }, (_, at) =>
      results.slice(2 * at, 2 * at + 2),
    );
    const rows = pairs.map((pair, index): Band => {
      const cells = pair.map((part, place) => {
        const { labels, hints } = this.facts.words;
        const label = this.#text(labels[part.id] ?? "", { size: 10, mostLines: 3 }, 0, width - box - 12, 4);
        const look = { size: HINT, color: soft, mostLines: 3 };
        const hint = this.#text(hints[part.id] ?? "", look, 0, width - box - 12, label.bottom);
        const lines = [...label.lines, ...hint.lines];
        return { part, left: place * (width + between), lines, bottom: hint.bottom };
      });
      const height = Math.max(27, ...cells.map(({ bottom }) => bottom + 4));
      const band: Band = { ...emptyPiece(), height, space: index === 0 ? 4 : 0 };
      for (const { part, left, lines } of cells) {
        put(band, { ...emptyPiece(), lines }, left, 0);
        put(band, this.#resultBox(part, worked, box), left + width - box, (height - RESULT) / 2);
        band.boxes.push(stroke(left, height - 0.5, width - box - 8, faint, 0.5));
      }
      return band;
    });
    return together([this.#blockTitle(id), ...rows]);
  }

  #resultBox(part: SheetPart, worked: Worked | null, width: number): Piece {
    const value = worked?.boxes[part.id];
    const said =
      value === undefined ? unitOf(part) : value === null ? NO_FIGURE : figureIn(this.facts, part, value);
    const look: Look = {
      size: 11,
      align: "right",
      mayShrinkTo: 0.7,
      ...(worked ? { weight: 600 } : { color: soft }),
    };
    return {
      ...emptyPiece(),
      lines: this.#text(said, look, 5, width - 10, 2.5).lines,
      boxes: [
        { left: 0, top: 0, width, height: RESULT, color: edge },
        { left: 0.6, top: 0.6, width: width - 1.2, height: RESULT - 1.2, color: shade },
      ],
    };
  }
}

/** What already stands in a box to write into. */
const unitOf = ({ is }: SheetPart): string => (is === "percent" ? "%" : "");

/** A short block is not parted. */
const together = (bands: Band[]): Band[] =>
  bands.map((band, index) =>
    bands.length <= SHORT && index < bands.length - 1 ? { ...band, keep: true } : band,
  );

type TableCell = { part: SheetPart; left: number; width: number };

/** As the courses write figures. */
function figureIn({ locale, labels }: SheetFacts, part: SheetPart, value: number): string {
  if (part.is === "yes-no") return value === 1 ? labels.yes : labels.no;
  const decimals = decimalsOf(part);
  return (part.is === "percent" ? writeShare : writeNumber)(value, decimals, locale);
}

// ── pages ───────────────────────────────────────────────────────────────────────────────────────────

/** Lines to write on share the room that is left, or give up some, where all of it then stands on one page. */
function spread(bands: Band[], room: number): Band[] {
  const left = room - bands.reduce((sum, { space, height }) => sum + space + height, 0);
  const lines = bands.filter(({ mayGrow }) => mayGrow).length;
  const give = bands.reduce((sum, { mayShrink = 0 }) => sum + mayShrink, 0);
  if (lines === 0 || -left > give) return bands;
  return bands.map((band) =>
    band.mayGrow ? grown(band, left > 0 ? Math.min(band.mayGrow, left / lines) : left / lines) : band,
  );
}

/** What reaches down a line does so still, and what stands at its foot stays there. */
const grown = (band: Band, more: number): Band => ({
  ...band,
  height: band.height + more,
  boxes: band.boxes.map((box) =>
    box.height > 1 ? { ...box, height: box.height + more } : { ...box, top: box.top + more },
  ),
  marks: band.marks.map((mark) => ({ ...mark, top: mark.top + more / 2 })),
  lines: band.lines.map((line) => ({ ...line, baseline: line.baseline + more })),
});

/** The bands in pages of this height, each begun by its head. */
function paginate(bands: Band[], { opening, running }: Heads, height: number): Piece[] {
  const pages: Piece[] = [];
  let page = emptyPiece();
  let used = 0;
  const begin = (head: Band) => {
    page = emptyPiece();
    pages.push(page);
    put(page, head, 0, 0);
    used = head.height;
  };
  const add = (band: Band) => {
    put(page, band, 0, used + band.space);
    used += band.space + band.height;
  };
  begin(opening);
  bands.forEach((band, index) => {
    if (used + roomFor(bands, index) > height) {
      begin(running);
      if (band.head) add(band.head);
    }
    add(band);
  });
  return pages;
}

/** With what must stand on the same page. */
function roomFor(bands: Band[], index: number): number {
  const { space, height, keep } = bands[index]!;
  return space + height + (keep && index + 1 < bands.length ? roomFor(bands, index + 1) : 0);
}

// ── drawing ─────────────────────────────────────────────────────────────────────────────────────────

function SheetDocument({ facts, layout }: { facts: SheetFacts; layout: SheetLayout }) {
  // The day it was published, so that the same facts give the same bytes.
  const published = new Date(`${facts.publishedOn}T00:00:00Z`);
  const { landscape, height, pages } = layout;
  return (
    <Document
      title={facts.title}
      subject={facts.course}
      language={facts.locale}
      pdfVersion="1.7"
      creator="Passbook"
      producer="Passbook"
      creationDate={published}
      modificationDate={published}
    >
      {pages.map(({ lines, boxes, marks }, number) => (
        <Page key={number} size="A4" orientation={landscape ? "landscape" : "portrait"} wrap={false}>
          {/* A page that does not wrap is as high as what stands on it. */}
          <View style={{ height }} />
          {boxes.map(({ color, ...box }, index) => (
            <View key={index} style={{ position: "absolute", ...box, backgroundColor: color }} />
          ))}
          {marks.map((mark, index) => (
            <TickBox key={index} {...mark} />
          ))}
          {lines.map((line, index) => (
            <TextLine key={index} {...line} />
          ))}
        </Page>
      ))}
    </Document>
  );
}

function TickBox({ left, top, ticked }: Mark) {
  return (
    <Svg style={{ position: "absolute", left, top }} width={MARK} height={MARK}>
      <Path d={`M.5 .5h${MARK - 1}v${MARK - 1}h${1 - MARK}Z`} stroke={edge} strokeWidth={0.8} fill="none" />
      {ticked && <Path d="M2 5.2l2.3 2.5 4-5.6" stroke={ink} strokeWidth={1.4} fill="none" />}
    </Svg>
  );
}
