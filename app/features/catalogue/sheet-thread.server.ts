import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { renderSheetPdf } from "./sheet-pdf.server.tsx";

/* The thread the sheets of tools are drawn in, built as a file of its own (build/sheet-thread.js). */

answerInThread(renderSheetPdf);
