import { Document, Page, View, renderToBuffer } from "@react-pdf/renderer";
import {
  A4,
  hairline,
  mirrored,
  placeText,
  soft,
  terracotta,
  TextLine,
  type PlacedText,
  type TextLook,
} from "#app/infra/placed-text-pdf.server.tsx";
import { withoutUncovered } from "#app/infra/font-families.server.ts";
import {
  loadShapedFonts,
  textDirection,
  type Direction,
  type ShapedFonts,
} from "#app/infra/shaped-fonts.server.ts";
import { CHART_WIDTH } from "#app/lib/chart.ts";
import type { ReportChart, ReportTable, ReportView } from "./report-view.ts";

/* A report on A4, to hand on: what it is about, the figures in brief, bars, and the table. Set in bands from the top. */

export type PrintedReport = {
  title: string;
  locale: string;
  direction: Direction;
  /** The day it was made, so that the same report gives the same bytes. */
  madeOn: string;
  view: ReportView;
};

export async function renderReportPdf(report: PrintedReport): Promise<Uint8Array> {
  const pages = layOut(report, await loadShapedFonts());
  return renderToBuffer(<ReportDocument report={report} pages={pages} />);
}

type Box = { left: number; top: number; width: number; height: number; color: string };
type Piece = { lines: PlacedText[]; boxes: Box[] };
/** `head` is said again where the next page begins with this band. */
type Band = Piece & { height: number; head?: Band };

const SIDE = 42;
const TOP = 42;
const BOTTOM = 52;
const WIDTH = A4.width - 2 * SIDE;
const bar = "#14545f";

type Setter = (
  text: string,
  look: Omit<TextLook, "direction">,
  left: number,
  width: number,
  top?: number,
) => Band;

export function layOut(report: PrintedReport, fonts: ShapedFonts): Piece[] {
  const set: Setter = (text, look, left, width, top = 0) => {
    const said = withoutUncovered(text);
    const direction = /\p{L}/u.test(said) ? textDirection(said) : report.direction;
    const placed = placeText(said, { mostLines: 3, ...look, direction }, { left, width }, top, fonts);
    return { lines: placed.lines, boxes: [], height: placed.bottom };
  };
  const { title, view } = report;
  const bands = [
    set(title, { size: 20, style: "serif", weight: 600 }, 0, WIDTH),
    ...view.about.map((line) => set(line, { size: 10.5, color: soft }, 0, WIDTH)),
    space(10),
    ...view.facts.map((fact) => factBand(fact, set)),
    ...chartBands(view.charts, set),
    space(16),
    ...tableBands(view.table, set),
  ];
  const pages = paginate(bands, A4.height - TOP - BOTTOM);
  pages.forEach((piece, index) =>
    put(
      piece,
      set(`${index + 1} / ${pages.length}`, { size: 8, color: soft, align: "right" }, 0, WIDTH),
      0,
      A4.height - TOP - BOTTOM + 12,
    ),
  );
  return report.direction === "rtl" ? pages.map(turned) : pages;
}

const space = (height: number): Band => ({ lines: [], boxes: [], height });

/** Bands beside each other, as high as the highest. */
function beside(parts: Band[], extra = 0): Band {
  return {
    lines: parts.flatMap(({ lines }) => lines),
    boxes: parts.flatMap(({ boxes }) => boxes),
    height: Math.max(...parts.map(({ height }) => height)) + extra,
  };
}

const underlined = (band: Band): Band => ({
  ...band,
  boxes: [...band.boxes, { left: 0, top: band.height - 1, width: WIDTH, height: 0.5, color: hairline }],
});

const factBand = ({ term, value }: ReportView["facts"][number], set: Setter): Band =>
  underlined(
    beside(
      [
        set(term, { size: 9.5, color: soft }, 0, 215, 2),
        set(value, { size: 9.5, mostLines: 6 }, 225, WIDTH - 225, 2),
      ],
      3,
    ),
  );

// ── charts ──────────────────────────────────────────────────────────────────────────────────────────

const GAP = 28;
const HALF = (WIDTH - GAP) / 2;

/** Two beside each other; a line over time is told by its table on the screen and left out here. */
function chartBands(charts: ReportChart[], set: Setter): Band[] {
  const drawn = charts.flatMap((chart) => (chart.kind === "bar" ? [chart] : []));
  const bands: Band[] = [];
  for (let index = 0; index < drawn.length; index += 2)
    bands.push(
      space(18),
      beside(drawn.slice(index, index + 2).map((chart, place) => barBand(chart, place * (HALF + GAP), set))),
    );
  return bands;
}

function barBand({ title, parts }: Extract<ReportChart, { kind: "bar" }>, left: number, set: Setter): Band {
  const heading = set(title, { size: 11, weight: 600, color: terracotta }, left, HALF);
  const band: Band = { lines: heading.lines, boxes: [], height: heading.height + 4 };
  for (const { label, value, length } of parts.bars) {
    const words = beside([
      set(label, { size: 8.5, mostLines: 1 }, left, HALF * 0.62, band.height),
      set(
        value,
        { size: 8.5, color: soft, align: "right", mostLines: 1 },
        left + HALF * 0.62,
        HALF * 0.38,
        band.height,
      ),
    ]);
    band.lines.push(...words.lines);
    const width = Math.max(0.5, (length / CHART_WIDTH) * HALF);
    band.boxes.push({ left, top: words.height + 1, width, height: 5, color: bar });
    band.height = words.height + 11;
  }
  return band;
}

// ── the table ───────────────────────────────────────────────────────────────────────────────────────

const NAME = 128;

function tableBands({ heading, headings, rows }: ReportTable, set: Setter): Band[] {
  const width = (WIDTH - NAME) / headings.length;
  const rowBand = (name: string, cells: string[], look: Omit<TextLook, "direction">) =>
    underlined(
      beside(
        [
          set(name, { ...look, mostLines: 3 }, 0, NAME - 6, 2),
          ...cells.map((cell, index) =>
            set(cell, { ...look, align: "right", mostLines: 4 }, NAME + index * width + 3, width - 3, 2),
          ),
        ],
        4,
      ),
    );
  const head = rowBand(heading, headings, { size: 7, weight: 600, color: soft });
  return [head, ...rows.map(({ name, shown }): Band => ({ ...rowBand(name, shown, { size: 8.5 }), head }))];
}

// ── pages ───────────────────────────────────────────────────────────────────────────────────────────

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

function ReportDocument({ report, pages }: { report: PrintedReport; pages: Piece[] }) {
  const made = new Date(`${report.madeOn}T00:00:00Z`);
  return (
    <Document
      title={report.title}
      subject={report.view.about.join(" · ")}
      language={report.locale}
      pdfVersion="1.7"
      creator="Passbook"
      producer="Passbook"
      creationDate={made}
      modificationDate={made}
    >
      {pages.map(({ lines, boxes }, number) => (
        <Page key={number} size="A4" wrap={false}>
          {/* A page that does not wrap is as high as what stands on it. */}
          <View style={{ height: A4.height }} />
          {boxes.map(({ color, left, top, ...box }, index) => (
            <View
              key={index}
              style={{
                position: "absolute",
                ...box,
                left: left + SIDE,
                top: top + TOP,
                backgroundColor: color,
              }}
            />
          ))}
          {lines.map((line, index) => (
            <TextLine key={index} {...line} left={line.left + SIDE} baseline={line.baseline + TOP} />
          ))}
        </Page>
      ))}
    </Document>
  );
}
