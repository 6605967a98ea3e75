import {
  beside,
  inPages,
  renderPages,
  setterFor,
  space,
  underlined,
  WIDTH,
  type Band,
  type Look,
  type Piece,
  type Setter,
} from "#app/infra/banded-pages-pdf.server.tsx";
import { soft, terracotta } from "#app/infra/placed-text-pdf.server.tsx";
import { loadShapedFonts, type Direction, type ShapedFonts } from "#app/infra/shaped-fonts.server.ts";
import { CHART_WIDTH } from "#app/lib/chart.ts";
import type { ReportChart, ReportTable, ReportView } from "./report-view.ts";

/* A report on A4, to hand on: what it is about, the figures in brief, bars, and the table. */

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
  const { title, locale, madeOn, view } = report;
  return renderPages({ title, subject: view.about.join(" · "), locale, madeOn }, pages);
}

const bar = "#14545f";

export function layOut(report: PrintedReport, fonts: ShapedFonts): Piece[] {
  const set = setterFor(fonts, report.direction);
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
  return inPages(bands, set, report.direction);
}

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
  const rowBand = (name: string, cells: string[], look: Look) =>
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
