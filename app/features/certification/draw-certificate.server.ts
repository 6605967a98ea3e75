import { offThread } from "#app/infra/off-thread.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./draw-and-seal.server.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import { transcriptWords } from "./transcript-words.server.ts";
import type { Transcript } from "./transcript.ts";

const draw = offThread<Drawing, Uint8Array>(
  { file: "build/drawing-thread.js", idleMs: 60_000 },
  async (drawing) => (await import("./draw-and-seal.server.ts")).drawAndSeal(drawing),
);

/** With what its QR mark says. */
export type Marked = { facts: PrintedFacts; mark?: string | undefined };

const printed = ({ facts, mark }: Marked) => ({ facts, words: certificateWords(facts), mark });

/** The PDF of frozen facts. */
export const drawCertificate = (marked: Marked, seal: Seal): Promise<Uint8Array> =>
  draw({ set: [printed(marked)], seal });

/** What stands behind a certificate, in two languages. */
export const drawTranscript = (
  facts: CertificateFacts,
  transcript: Transcript,
  seal: Seal,
): Promise<Uint8Array> => draw({ transcript: transcriptWords(facts, transcript), seal });

/** Several in one document for a printer, a page each; no more than the thread draws in its time (hand-over.ts). */
export const drawCertificateSet = (set: Marked[]): Promise<Uint8Array> =>
  draw({ set: set.map(printed), seal: null });
