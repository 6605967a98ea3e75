import { offThread } from "#app/infra/off-thread.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import type { Look, PrintedCertificate } from "./certificate-pdf.server.tsx";
import { certificateWords, type PrintedCopy } from "./certificate-words.server.ts";
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

/** With what its QR mark says, and which copy on paper it is. */
export type Marked = { facts: PrintedFacts; mark?: string | undefined; copy?: PrintedCopy | undefined };

/** Each in the template it was issued in, whatever was published since. */
async function printed(set: Marked[]): Promise<PrintedCertificate[]> {
  const templates = await templatesOf(set.map(({ facts }) => facts));
  const looks = new Map<TemplateText, Look>();
  for (const template of new Set(templates)) looks.set(template, await lookOf(template));
  return set.map(({ facts, mark, copy }, index) => {
    const template = templates[index]!;
    return { facts, words: certificateWords(facts, template, copy), look: looks.get(template)!, mark };
  });
}

/** The PDF of frozen facts. */
export const drawCertificate = async (marked: Marked, seal: Seal): Promise<Uint8Array> =>
  draw({ set: await printed([marked]), seal });

/** What stands behind a certificate, in two languages. */
export const drawTranscript = (
  facts: CertificateFacts,
  transcript: Transcript,
  seal: Seal,
): Promise<Uint8Array> => draw({ transcript: transcriptWords(facts, transcript), seal });

/** Several in one document for a printer, a page each; no more than the thread draws in its time (hand-over.ts). */
export const drawCertificateSet = async (set: Marked[]): Promise<Uint8Array> =>
  drawUnsealed(await printed(set));

/** As it is before it is signed. */
export const drawUnsealed = (set: PrintedCertificate[]): Promise<Uint8Array> => draw({ set, seal: null });
