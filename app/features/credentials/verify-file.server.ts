import { imageKindOf, readBaked } from "./baked-image.ts";
import type { Step } from "./check-steps.ts";
import { verdictOf } from "./verdict.ts";
import { verifyCredential, type Checked, type Trust } from "./verify-credential.server.ts";

/** Whatever file a credential comes in: what it is, whether there is one inside, and what that is worth. */
export async function verifyFile(bytes: Uint8Array, trust: Trust, at: Date): Promise<Checked> {
  if (!imageKindOf(bytes)) return verifyCredential(bytes, trust, at);
  const baked = readBaked(bytes);
  const around: Step[] = [
    { step: "file", found: "ok" },
    { step: "attachment", found: baked === null ? "no-credential" : "ok" },
  ];
  if (baked === null)
    return { verdict: verdictOf(around), steps: around, format: null, credential: null, statusAsOf: null };
  const inside = await verifyCredential(new TextEncoder().encode(baked), trust, at);
  const steps = [...around, ...inside.steps];
  return { ...inside, steps, verdict: verdictOf(steps) };
}
