import { offThread } from "#app/infra/off-thread.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./draw-and-seal.server.ts";
import type { AnyFacts } from "./trainer-facts.ts";

const draw = offThread<Drawing, Uint8Array>(
  { file: "build/drawing-thread.js", idleMs: 60_000 },
  async (drawing) => (await import("./draw-and-seal.server.ts")).drawAndSeal(drawing),
);

const printed = (facts: AnyFacts) => ({ facts, words: certificateWords(facts) });

/** The PDF of frozen facts. */
export const drawCertificate = (facts: AnyFacts, seal: Seal): Promise<Uint8Array> =>
  draw({ set: [printed(facts)], seal });

/** Several in one document for a printer, a page each; no more than the thread draws in its time (hand-over.ts). */
export const drawCertificateSet = (set: AnyFacts[]): Promise<Uint8Array> =>
  draw({ set: set.map(printed), seal: null });
