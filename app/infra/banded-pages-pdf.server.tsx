import { Document, Page, View, renderToBuffer } from "@react-pdf/renderer";
import { withoutUncovered } from "./font-families.server.ts";
import {
  A4,
  hairline,
  mirrored,
  placeText,
  soft,
  TextLine,
  type PlacedText,
  type TextLook,
} from "./placed-text-pdf.server.tsx";
import { textDirection, type Direction, type ShapedFonts } from "./shaped-fonts.server.ts";

/* A document on A4 that is set in bands from the top, over as many pages as it takes: a report, a transcript. */

export type Box = { left: number; top: number; width: number; height: number; color: string };
export type Piece = { lines: PlacedText[]; boxes: Box[] };
/** `head` is said again where the next page begins with this band. */
export type Band = Piece & { height: number; head?: Band };

const SIDE = 42;
const TOP = 42;
const BOTTOM = 52;
export const WIDTH = A4.width - 2 * SIDE;

export type Look = Omit<TextLook, "direction">;
export type Setter = (text: string, look: Look, left: number, width: number, top?: number) => Band;

/** Sets a text as a band; names and titles run in their own direction. */
export const setterFor =
  (fonts: ShapedFonts, pageDirection: Direction): Setter =>
  (text, look, left, width, top = 0) => {
    const said = withoutUncovered(text);
    const direction = /\p{L}/u.test(said) ? textDirection(said) : pageDirection;
    const placed = placeText(said, { mostLines: 3, ...look, direction }, { left, width }, top, fonts);
    return { lines: placed.lines, boxes: [], height: placed.bottom };
  };

export const space = (height: number): Band => ({ lines: [], boxes: [], height });

/** Bands beside each other, as high as the highest. */
export function beside(parts: Band[], extra = 0): Band {
  return {
    lines: parts.flatMap(({ lines }) => lines),
    boxes: parts.flatMap(({ boxes }) => boxes),
    height: Math.max(...parts.map(({ height }) => height)) + extra,
  };
}

export const underlined = (band: Band): Band => ({
  ...band,
  boxes: [...band.boxes, { left: 0, top: band.height - 1, width: WIDTH, height: 0.5, color: hairline }],
});

/** One page after the other, each with its number. */
export function inPages(bands: Band[], set: Setter, direction: Direction): Piece[] {
  const pages = paginate(bands, A4.height - TOP - BOTTOM);
  pages.forEach((piece, index) =>
    put(
      piece,
      set(`${index + 1} / ${pages.length}`, { size: 8, color: soft, align: "right" }, 0, WIDTH),
      0,
      A4.height - TOP - BOTTOM + 12,
    ),
  );
  return direction === "rtl" ? pages.map(turned) : pages;
}

function put(onto: Piece, piece: Piece, left: number, top: number): void {
  onto.lines.push(
    ...piece.lines.map((line) => ({ ...line, left: line.left + left, baseline: line.baseline + top })),
  );
  onto.boxes.push(...piece.boxes.map((box) => ({ ...box, left: box.left + left, top: box.top + top })));
}

function paginate(bands: Band[], height: number): Piece[] {
  const pages: Piece[] = [];
  let used = Infinity;
  for (const band of bands) {
    if (used + band.height > height) {
      pages.push({ lines: [], boxes: [] });
      used = 0;
      if (band.head) {
        put(pages.at(-1)!, band.head, 0, 0);
        used = band.head.height;
      }
    }
    put(pages.at(-1)!, band, 0, used);
    used += band.height;
  }
  return pages;
}

/** The same page for readers from right to left. */
const turned = ({ lines, boxes }: Piece): Piece => ({
  lines: lines.map((line) => mirrored(line, WIDTH)),
  boxes: boxes.map((box) => ({ ...box, left: WIDTH - box.left - box.width })),
});

export type About = {
  title: string;
  subject: string;
  author?: string;
  keywords?: string;
  locale: string;
  /** The day it was made, so that the same document gives the same bytes. */
  madeOn: string;
  /** For one that is kept: built as PDF/A-3b. */
  toKeep?: boolean;
};

export function renderPages(about: About, pages: Piece[]): Promise<Uint8Array> {
  const { title, subject, author, keywords, locale, madeOn, toKeep } = about;
  const made = new Date(`${madeOn}T00:00:00Z`);
  return renderToBuffer(
    <Document
      title={title}
      subject={subject}
      {...(author ? { author } : {})}
      {...(keywords ? { keywords } : {})}
      language={locale}
      pdfVersion="1.7"
      {...(toKeep ? { conformance: "PDF/A-3b" as const } : {})}
      creator="Passbook"
      producer="Passbook"
      creationDate={made}
      modificationDate={made}
    >
      {pages.map((piece, number) => (
        <Sheet key={number} {...piece} />
      ))}
    </Document>,
  );
}

const Sheet = ({ lines, boxes }: Piece) => (
  <Page size="A4" wrap={false}>
    {/* A page that does not wrap is as high as what stands on it. */}
    <View style={{ height: A4.height }} />
    {boxes.map(({ color, left, top, ...box }, index) => (
      <View
        key={index}
        style={{ position: "absolute", ...box, left: left + SIDE, top: top + TOP, backgroundColor: color }}
      />
    ))}
    {lines.map((line, index) => (
      <TextLine key={index} {...line} left={line.left + SIDE} baseline={line.baseline + TOP} />
    ))}
  </Page>
);
