import type { BarChartParts, LineChartParts } from "#app/lib/chart.ts";

/* A report in the reader's words: what the page, the PDF and the tables of figures show. */

export type ReportChart = {
  key: string;
  title: string;
  description: string;
  /** Headings of the table beneath. */
  headings: [string, string];
  rows: { label: string; shown: string }[];
} & ({ kind: "bar"; parts: BarChartParts } | { kind: "line"; parts: LineChartParts });

export type ReportRow = { id: string; name: string; values: (number | null)[]; shown: string[] };
export type ReportTable = { heading: string; headings: string[]; rows: ReportRow[] };

export type ReportView = {
  /** What it is about, in a line or several. */
  about: string[];
  facts: { term: string; value: string }[];
  charts: ReportChart[];
  table: ReportTable;
};
