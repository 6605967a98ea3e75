import { createHash, createPublicKey, verify } from "node:crypto";
import { imageKindOf, readBaked } from "./baked-image.ts";
import { checkPdf, type Crypto } from "./check-pdf.ts";
import type { Step } from "./check-steps.ts";
import { isPdf } from "./pdf-envelope.ts";
import { verdictOf } from "./verdict.ts";
import { verifyCredential, type Checked, type Trust } from "./verify-credential.server.ts";

/** And the certificates of who signs files, in PEM. */
export type FileTrust = Trust & { certificates: string[] };

/** With when a PDF says it was signed. */
export type CheckedFile = Checked & { signedAt: string | null };

/**
 * Whatever file a credential comes in: what it is, whether there is one inside, and what that is worth. A file that was
 * tampered with is not looked into.
 */
export async function verifyFile(bytes: Uint8Array, trust: FileTrust, at: Date): Promise<CheckedFile> {
  const around = await lookAround(bytes, trust);
  if (!around) return { ...(await verifyCredential(bytes, trust, at)), signedAt: null };
  const { steps, credential, signedAt } = around;
  const inside = credential ? await verifyCredential(credential, trust, at) : NOTHING_INSIDE;
  const all = [...steps, ...inside.steps];
  return { ...inside, steps: all, verdict: verdictOf(all), signedAt };
}

const NOTHING_INSIDE: Omit<Checked, "verdict"> = {
  steps: [],
  format: null,
  credential: null,
  statusAsOf: null,
};

type Around = { steps: Step[]; credential: Uint8Array | null; signedAt: string | null };

/** Null where there is nothing around a credential. */
async function lookAround(bytes: Uint8Array, { certificates }: FileTrust): Promise<Around | null> {
  if (isPdf(bytes)) return checkPdf(bytes, certificates.map(derOf), nodeCrypto);
  if (!imageKindOf(bytes)) return null;
  const baked = readBaked(bytes);
  return {
    steps: [
      { step: "file", found: "ok" },
      { step: "attachment", found: baked === null ? "no-credential" : "ok" },
    ],
    credential: baked === null ? null : new TextEncoder().encode(baked),
    signedAt: null,
  };
}

const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");

const nodeCrypto: Crypto = {
  sha256: (bytes) => Promise.resolve(createHash("sha256").update(bytes).digest()),
  holds: (publicKey, _algorithm, signature, signed) => {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
      return Promise.resolve(verify("sha256", signed, key, signature));
    } catch {
      return Promise.resolve(false);
    }
  },
};
