import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { renderReportPdf } from "./report-pdf.server.tsx";

/* The thread reports are drawn in, built as a file of its own (build/report-thread.js). */

answerInThread(renderReportPdf);
