import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Step } from "./check-steps.ts";
import { isPdf } from "./pdf-envelope.ts";
import { statusSnapshot } from "./status-lists.server.ts";
import { verdictOf } from "./verdict.ts";
import { Snapshot } from "./verify-credential.ts";
import type { CheckedFile } from "./verify-file.ts";
import { verifyFile } from "./verify-file.server.ts";

/** Files a network may have looked at in a minute. */
export const secondsToLookAgain = limitPerNetwork(20, 60);

export type LookedAt = Pick<CheckedFile, "verdict" | "steps"> & {
  statusAsOf: number | null;
  signedAt: number | null;
  /** What a credential that holds says of itself, and where the register says more. */
  says: { what: string; number: string | null; name: string | null; at: string | null } | null;
};

/** A file that somebody was given: against the register, then against our keys and the states as they are now. Not kept. */
export async function lookAtFile(bytes: Uint8Array): Promise<LookedAt> {
  const { didDocument, ...more } = Snapshot.parse(await statusSnapshot());
  const checked = await verifyFile(bytes, { issuers: [didDocument], ...more }, now());
  const steps = isPdf(bytes) ? [await inRegister(bytes), ...checked.steps] : checked.steps;
  const [statusAsOf, signedAt] = [checked.statusAsOf, checked.signedAt].map((at) => at && Date.parse(at));
  return {
    verdict: verdictOf(steps),
    steps,
    statusAsOf: statusAsOf || null,
    signedAt: signedAt || null,
    says: saidBy(checked),
  };
}

/** The hash that was kept when the file was issued decides, whatever a signature says. */
async function inRegister(bytes: Uint8Array): Promise<Step> {
  const known = await db.certificate.findFirst({ where: { pdfSha256: sha256(bytes) }, select: { id: true } });
  return { step: "hash", found: known ? "ok" : "unknown-file" };
}

function saidBy({ credential, claims }: CheckedFile): LookedAt["says"] {
  if (claims) return { what: claims.scope, number: claims.number, name: claims.name, at: null };
  if (!credential) return null;
  const { name: what, id, credentialSubject } = credential;
  const [identifier] = credentialSubject.identifier;
  const at = id.startsWith(`${env.PUBLIC_ORIGIN}/v/`) ? id.slice(env.PUBLIC_ORIGIN.length) : null;
  return {
    what,
    number: credentialSubject.licenseNumber ?? null,
    name: identifier?.identityHash ?? null,
    at,
  };
}
