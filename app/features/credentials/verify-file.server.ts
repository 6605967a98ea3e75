import { createHash, createPublicKey, verify } from "node:crypto";
import { checkPdf, type Crypto } from "./check-pdf.ts";
import { verdictOf } from "./verdict.ts";
import { verifyCredential, type Checked, type Trust } from "./verify-credential.server.ts";

/** And the certificates of who signs files, in PEM. */
export type FileTrust = Trust & { certificates: string[] };

export type CheckedFile = Omit<Checked, "format"> & {
  format: Checked["format"] | "pdf";
  /** When a PDF says it was signed. */
  signedAt: string | null;
};

/** Checks whatever file somebody brings: its own steps first, then those of the credential in it. Never throws. */
export async function verifyFile(bytes: Uint8Array, trust: FileTrust, at: Date): Promise<CheckedFile> {
  if (!isPdf(bytes)) return { ...(await verifyCredential(bytes, trust, at)), signedAt: null };
  const { steps, credential, signedAt } = await checkPdf(bytes, trust.certificates.map(derOf), nodeCrypto);
  if (!credential)
    return { verdict: verdictOf(steps), steps, format: "pdf", credential: null, statusAsOf: null, signedAt };
  const inside = await verifyCredential(credential, trust, at);
  const all = [...steps, ...inside.steps];
  return { ...inside, verdict: verdictOf(all), steps: all, format: "pdf", signedAt };
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from("%PDF-"));

const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");

export const nodeCrypto: Crypto = {
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
