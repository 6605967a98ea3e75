import { offThread } from "#app/infra/off-thread.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import type { Look, PrintedCertificate } from "./certificate-pdf.server.tsx";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./draw-and-seal.server.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import type { TemplateText } from "./template.ts";
import { lookOf, templatesOf } from "./templates.server.ts";
import { transcriptWords } from "./transcript-words.server.ts";
import type { Transcript } from "./transcript.ts";

const draw = offThread<Drawing, Uint8Array>(
  { file: "build/drawing-thread.js", idleMs: 60_000 },
  async (drawing) => (await import("./draw-and-seal.server.ts")).drawAndSeal(drawing),
);

/** Each in the template it was issued in, whatever was published since. */
async function printed(set: PrintedFacts[]): Promise<PrintedCertificate[]> {
  const templates = await templatesOf(set);
  const looks = new Map<TemplateText, Look>();
  for (const template of new Set(templates)) looks.set(template, await lookOf(template));
  return set.map((facts, index) => {
    const template = templates[index]!;
    return { facts, words: certificateWords(facts, template), look: looks.get(template)! };
  });
}

/** The PDF of frozen facts. */
export const drawCertificate = async (facts: PrintedFacts, seal: Seal): Promise<Uint8Array> =>
  draw({ set: await printed([facts]), seal });

/** What stands behind a certificate, in two languages. */
export const drawTranscript = (
  facts: CertificateFacts,
  transcript: Transcript,
  seal: Seal,
): Promise<Uint8Array> => draw({ transcript: transcriptWords(facts, transcript), seal });

/** Several in one document for a printer, a page each; no more than the thread draws in its time (hand-over.ts). */
export const drawCertificateSet = async (set: PrintedFacts[]): Promise<Uint8Array> =>
  drawUnsealed(await printed(set));

/** As it is before it is signed. */
export const drawUnsealed = (set: PrintedCertificate[]): Promise<Uint8Array> => draw({ set, seal: null });
