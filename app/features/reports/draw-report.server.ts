import { offThread } from "#app/infra/off-thread.server.ts";
import type { Words } from "#app/locales/words.ts";
import type { PrintedReport } from "./report-pdf.server.tsx";
import { PRINTED_COLUMNS } from "./report-columns.ts";
import type { ReportTable, ReportView } from "./report-view.ts";

const draw = offThread<PrintedReport, Uint8Array>(
  { file: "build/report-thread.js", idleMs: 20_000 },
  async (report) => (await import("./report-pdf.server.tsx")).renderReportPdf(report),
);

/** The PDF of a report as it is shown. */
export const drawReport = (
  view: ReportView,
  madeOn: string,
  { t, locale, direction }: Words,
): Promise<Uint8Array> =>
  draw({
    title: t("reports.pdfTitle"),
    locale,
    direction,
    madeOn,
    view: { ...view, table: printed(view.table) },
  });

const printed = ({ heading, headings, rows }: ReportTable): ReportTable => {
  const kept = <Cell>(cells: Cell[]) => cells.filter((_, index) => PRINTED_COLUMNS[index]);
  return {
    heading,
    headings: kept(headings),
    rows: rows.map((row) => ({ ...row, values: kept(row.values), shown: kept(row.shown) })),
  };
};
