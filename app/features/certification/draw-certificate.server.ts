import { offThread } from "#app/infra/off-thread.server.ts";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./drawing-thread.server.ts";
import type { PrintedFacts } from "./licence-facts.ts";

const draw = offThread<Drawing, Uint8Array>(
  { file: "build/drawing-thread.js", idleMs: 60_000 },
  async (set) => (await import("./certificate-pdf.server.tsx")).renderCertificateSet(set),
);

/** The PDF of frozen facts. */
export const drawCertificate = (facts: PrintedFacts): Promise<Uint8Array> => drawCertificateSet([facts]);

/** Several in one document, a page each; no more than the thread draws in its time (hand-over.ts). */
export const drawCertificateSet = (set: PrintedFacts[]): Promise<Uint8Array> =>
  draw(set.map((facts) => ({ facts, words: certificateWords(facts) })));
