import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { readDrawable } from "#app/features/certification/certificate-record.server.ts";
import { nameMatches } from "#app/features/certification/name-hash.server.ts";
import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { isCut } from "#app/features/certification/short-name.ts";
import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Step } from "./check-steps.ts";
import { asToken, credentialFor } from "./credentials.server.ts";
import { ourOrigins } from "./issuer-keys.server.ts";
import { isPdf } from "./pdf-envelope.ts";
import { statusSnapshot } from "./status-lists.server.ts";
import { verdictOf } from "./verdict.ts";
import { Snapshot, trustIn } from "./verify-credential.ts";
import type { CheckedFile, FileTrust } from "./verify-file.ts";
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
  const trust = trustIn(Snapshot.parse(await statusSnapshot()));
  const kept = isPdf(bytes) ? await keptAs(sha256(bytes)) : null;
  const checked = await withItsCredential(await verifyFile(bytes, trust, now()), kept, trust);
  const erased = await erasedHolder(saidBy(checked));
  const steps = [
    ...(isPdf(bytes) ? [kept ? IN_REGISTER : notInRegister(checked)] : []),
    ...checked.steps,
    ...(erased ? [erased.step] : []),
  ];
  const [statusAsOf, signedAt] = [checked.statusAsOf, checked.signedAt].map((at) => at && Date.parse(at));
  return {
    verdict: verdictOf(steps),
    steps,
    says: erased?.says ?? saidBy(checked),
    statusAsOf: statusAsOf || null,
    signedAt: signedAt || null,
  };
}

/** Whose bytes they are; null: none that we keep. */
async function keptAs(pdfSha256: string): Promise<PaperOf | null> {
  const find = { where: { pdfSha256 }, select: { id: true } };
  const [certificate, licence] = await Promise.all([
    db.certificate.findFirst(find),
    db.licence.findFirst(find),
  ]);
  if (certificate) return { certificateId: certificate.id };
  return licence && { licenceId: licence.id };
}

/** A file that we keep from before credentials lay inside is checked with the one that would. */
async function withItsCredential(
  checked: CheckedFile,
  kept: PaperOf | null,
  trust: FileTrust,
): Promise<CheckedFile> {
  const bare = checked.steps.some(({ step, found }) => step === "attachment" && found === "no-credential");
  const credential = kept && bare ? await credentialFor(kept) : null;
  if (!credential) return checked;
  const inside = await verifyFile(Buffer.from(await asToken(credential)), trust, now());
  const steps = [...checked.steps.filter(({ step }) => step !== "attachment"), ...inside.steps];
  return { ...inside, steps, verdict: verdictOf(steps), signedAt: checked.signedAt };
}

/**
 * Of a holder who had their name erased: the copy is good as it was, and says a name that we show nobody. Whether it is
 * the one it was issued to, a keyed hash still tells.
 */
async function erasedHolder(says: LookedAt["says"]): Promise<{ step: Step; says: LookedAt["says"] } | null> {
  if (says?.number == null || says.name === null) return null;
  const row = await db.certificate.findUnique({ where: { number: says.number } });
  const facts = row && readDrawable(row).facts;
  if (!facts || !isNameless(facts)) return null;
  const same = await nameMatches({ facts, nameHash: row.nameHash }, says.name);
  // A cut name that is not among the hashes: until there were marks, only whole ones were kept.
  const unsure = same === null || (!same && isCut(says.name));
  const found = unsure ? "not-compared" : same ? "ok" : "disagrees";
  return { step: { step: "name", found }, says: { ...says, name: null } };
}

const IN_REGISTER: Step = { step: "hash", found: "ok" };

/** Transcripts are drawn anew each time: signed by us and with the credential inside, one is as good as another. */
const notInRegister = ({ credential }: CheckedFile): Step => ({
  step: "hash",
  found: credential ? "not-kept" : "unknown-file",
});

function saidBy({ credential, claims }: CheckedFile): LookedAt["says"] {
  if (claims) return { what: claims.scope, number: claims.number, name: claims.name, at: null };
  if (!credential) return null;
  const { name: what, id, credentialSubject } = credential;
  const [identifier] = credentialSubject.identifier;
  const ours = ourOrigins().find((origin) => id.startsWith(`${origin}/v/`));
  const at = ours === undefined ? null : id.slice(ours.length);
  return {
    what,
    number: credentialSubject.licenseNumber ?? null,
    name: identifier?.identityHash ?? null,
    at,
  };
}
