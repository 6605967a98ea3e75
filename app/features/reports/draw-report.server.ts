import { offThread } from "#app/infra/off-thread.server.ts";
import type { Words } from "#app/locales/words.ts";
import type { PrintedReport } from "./report-pdf.server.tsx";
import type { ReportView } from "./report-view.ts";

const draw = offThread<PrintedReport, Uint8Array>(
  { file: "build/report-thread.js", idleMs: 20_000 },
  async (report) => (await import("./report-pdf.server.tsx")).renderReportPdf(report),
);

/** The PDF of a report as it is shown. */
export const drawReport = (
  view: ReportView,
  madeOn: string,
  { t, locale, direction }: Words,
): Promise<Uint8Array> => draw({ title: t("reports.pdfTitle"), locale, direction, madeOn, view });
