import { parentPort } from "node:worker_threads";
import type { Reply } from "#app/infra/deadline-thread.server.ts";
import { renderCertificateSet, type PrintedCertificate } from "./certificate-pdf.server.tsx";

/* The thread certificates are drawn in, built as a file of its own (build/drawing-thread.js). */

/** One, or several as one document. */
export type Drawing = PrintedCertificate[];

const reply = (message: Reply<Uint8Array>) => parentPort?.postMessage(message);

parentPort?.on("message", (set: Drawing) => {
  renderCertificateSet(set).then(
    (answer) => reply({ answer }),
    (error: unknown) => reply({ error: String(error) }),
  );
});
