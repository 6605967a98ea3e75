import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { renderLetterPdf } from "./letter-pdf.server.tsx";

/* The thread letters are drawn in, built as a file of its own (build/letter-thread.js). */

answerInThread(renderLetterPdf);
