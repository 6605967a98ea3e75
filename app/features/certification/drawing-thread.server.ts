import { parentPort } from "node:worker_threads";
import type { Reply } from "#app/infra/deadline-thread.server.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { renderCertificatePdf, type CertificateWords } from "./certificate-pdf.server.tsx";

/* The thread certificates are drawn in, built as a file of its own (build/drawing-thread.js). */

export type Drawing = { facts: CertificateFacts; words: CertificateWords };

const reply = (message: Reply<Uint8Array>) => parentPort?.postMessage(message);

parentPort?.on("message", ({ facts, words }: Drawing) => {
  renderCertificatePdf(facts, words).then(
    (answer) => reply({ answer }),
    (error: unknown) => reply({ error: String(error) }),
  );
});
