/* Where the parts of a chart stand, worked out on the server (infra/chart-geometry.server.ts). In units of its width. */

export const CHART_WIDTH = 320;

export type BarChartParts = {
  height: number;
  bars: { label: string; value: string; top: number; length: number }[];
};

export type LineChartParts = {
  height: number;
  line: string;
  points: { x: number; y: number }[];
  levels: { y: number; label: string }[];
  /** Beneath the line, the first and the last at least. */
  labels: { x: number; label: string; anchor: "start" | "middle" | "end" }[];
};
