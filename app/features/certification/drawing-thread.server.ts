import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { renderCertificateSet, type PrintedCertificate } from "./certificate-pdf.server.tsx";

/* The thread certificates are drawn in, built as a file of its own (build/drawing-thread.js). */

/** One, or several as one document. */
export type Drawing = PrintedCertificate[];

answerInThread(renderCertificateSet);
