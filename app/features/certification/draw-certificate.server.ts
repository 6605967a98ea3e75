import path from "node:path";
import { withDeadline } from "#app/infra/db.server.ts";
import { DeadlineThread } from "#app/infra/deadline-thread.server.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { certificateWords } from "./certificate-words.server.ts";
import type { Drawing } from "./drawing-thread.server.ts";

const LIMIT_MS = 20_000;

/** Run from its source (tests, scripts) the app has no file for the thread, and draws where it stands. */
const fromSource = import.meta.url.endsWith(".ts");

let thread: DeadlineThread<Drawing, Uint8Array> | null = null;

/**
 * The PDF of frozen facts, one at a time and off the thread that answers requests: a drawing that hangs is ended
 * after its limit and nobody else waits for it.
 */
export async function drawCertificate(facts: CertificateFacts): Promise<Uint8Array> {
  const drawing = { facts, words: certificateWords(facts) };
  if (fromSource) return withDeadline(LIMIT_MS, "The drawing", drawHere(drawing));
  thread ??= new DeadlineThread(path.resolve("build/drawing-thread.js"), {
    limitMs: LIMIT_MS,
    idleMs: 60_000,
    memory: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 },
  });
  return thread.ask(drawing);
}

async function drawHere({ facts, words }: Drawing): Promise<Uint8Array> {
  const { renderCertificatePdf } = await import("./certificate-pdf.server.tsx");
  return renderCertificatePdf(facts, words);
}
