import { parentPort } from "node:worker_threads";
import type { Reply } from "#app/infra/deadline-thread.server.ts";
import { renderReportPdf, type PrintedReport } from "./report-pdf.server.tsx";

/* The thread reports are drawn in, built as a file of its own (build/report-thread.js). */

const reply = (message: Reply<Uint8Array>) => parentPort?.postMessage(message);

parentPort?.on("message", (report: PrintedReport) => {
  renderReportPdf(report).then(
    (answer) => reply({ answer }),
    (error: unknown) => reply({ error: String(error) }),
  );
});
