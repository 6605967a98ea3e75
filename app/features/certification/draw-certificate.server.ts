import { offThread } from "#app/infra/off-thread.server.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./drawing-thread.server.ts";

const draw = offThread<Drawing, Uint8Array>(
  { file: "build/drawing-thread.js", idleMs: 60_000 },
  async ({ facts, words }) =>
    (await import("./certificate-pdf.server.tsx")).renderCertificatePdf(facts, words),
);

/** The PDF of frozen facts. */
export const drawCertificate = (facts: CertificateFacts): Promise<Uint8Array> =>
  draw({ facts, words: certificateWords(facts) });
