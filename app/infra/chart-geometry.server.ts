import { scaleBand, scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { CHART_WIDTH, type BarChartParts, type LineChartParts } from "#app/lib/chart.ts";

/* Charts as numbers: a page draws them as SVG (ui/charts.tsx), a PDF as boxes. */

export type Datum = { label: string; value: number; shown: string };

const ROW = 36;
const LONGEST_LABEL = 34;

/** Bars one below the other, each beneath its label; `most` is where a bar ends that is as long as it can be. */
export function barChart(data: readonly Datum[], most?: number): BarChartParts {
  const height = data.length * ROW;
  const rows = scaleBand<number>()
    .domain(data.map((_, index) => index))
    .range([0, height]);
  const length = scaleLinear()
    .domain([0, Math.max(most ?? 0, ...data.map(({ value }) => value), Number.MIN_VALUE)])
    .range([0, CHART_WIDTH]);
  return {
    height,
    bars: data.map(({ label, value, shown }, index) => ({
      label: shortened(label),
      value: shown,
      top: rows(index) ?? 0,
      length: round(length(value)),
    })),
  };
}

const MARGIN = { left: 34, right: 14, top: 12, bottom: 26 };
const LINE_HEIGHT = 150;
const MOST_LABELS = 4;

/** Values over time; levels are whole numbers. */
export function lineChart(data: readonly Datum[], levelOf: (value: number) => string): LineChartParts {
  const x = scalePoint<number>()
    .domain(data.map((_, index) => index))
    .range([MARGIN.left, CHART_WIDTH - MARGIN.right]);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...data.map(({ value }) => value))])
    .nice(4)
    .range([LINE_HEIGHT - MARGIN.bottom, MARGIN.top]);
  const points = data.map(({ value }, index) => ({ x: round(x(index) ?? 0), y: round(y(value)) }));
  const step = Math.max(1, Math.ceil((data.length - 1) / (MOST_LABELS - 1)));
  const last = data.length - 1;
  return {
    height: LINE_HEIGHT,
    line:
      line<{ x: number; y: number }>(
        (point) => point.x,
        (point) => point.y,
      )(points) ?? "",
    points,
    levels: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ y: round(y(value)), label: levelOf(value) })),
    labels: data.flatMap(({ label }, index) =>
      index % step === 0 && (index === last || last - index >= step / 2 || index === 0)
        ? [{ x: points[index]!.x, label, anchor: anchorOf(index, last) }]
        : [],
    ),
  };
}

const anchorOf = (index: number, last: number) =>
  index === 0 && last > 0 ? "start" : index === last && last > 0 ? "end" : "middle";

const round = (value: number) => Math.round(value * 10) / 10;

/** The table beneath has all of it. */
const shortened = (label: string) => {
  const letters = [...label];
  return letters.length > LONGEST_LABEL ? `${letters.slice(0, LONGEST_LABEL - 1).join("")}…` : label;
};
