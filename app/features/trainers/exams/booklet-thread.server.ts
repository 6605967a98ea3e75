import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { renderBookletPdf } from "./exam-booklet-pdf.server.tsx";

/* The thread booklets are drawn in, built as a file of its own (build/booklet-thread.js). */

answerInThread(renderBookletPdf);
