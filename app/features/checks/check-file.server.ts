import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { readDrawable } from "#app/features/certification/certificate-record.server.ts";
import { nameMatches } from "#app/features/certification/name-hash.server.ts";
import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { isCut } from "#app/features/certification/short-name.ts";
import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { FILE_STEPS, type Finding, type Step } from "#app/features/credentials/check-steps.ts";
import { asToken, credentialFor } from "#app/features/credentials/credentials.server.ts";
import { isPdf } from "#app/features/credentials/pdf-envelope.ts";
import { statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { exitCodeOf, verdictOf } from "#app/features/credentials/verdict.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import type { CheckedFile, FileTrust } from "#app/features/credentials/verify-file.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { paths } from "#app/lib/paths.ts";
import { findPaper } from "./find-paper.server.ts";
import { worthOfNumber, type Found } from "./worth-of.server.ts";

/** Files a network may have looked at in a minute. */
export const secondsToLookAgain = limitPerNetwork(20, 60);

export type LookedAt = Pick<CheckedFile, "verdict" | "steps"> & {
  statusAsOf: number | null;
  signedAt: number | null;
  /** What a genuine one says of itself. */
  says: Said | null;
  /** What the register says of it today, where that is what the check comes to; and where it says more. */
  registered: (Found & { at: string }) | null;
};
type Said = { what: string; number: string | null; name: string | null };

/** A file that somebody was given: against the register, then against our keys and the states as they are now. Not kept. */
export async function lookAtFile(bytes: Uint8Array): Promise<LookedAt> {
  const trust = trustIn(Snapshot.parse(await statusSnapshot()));
  const kept = isPdf(bytes) ? await findPaper({ pdfSha256: sha256(bytes) }) : null;
  const checked = await withItsCredential(await verifyFile(bytes, trust, now()), kept?.of ?? null, trust);
  const says = saidBy(checked);
  const erased = await erasedHolder(says);
  const found = says?.number ? await worthOfNumber(says.number) : null;
  const today: Step[] = found ? [{ step: "register", found: MEANS[found.status] }] : [];
  const steps = [
    ...(isPdf(bytes) ? [kept ? IN_REGISTER : notInRegister(checked)] : []),
    ...checked.steps,
    ...today,
    ...(erased ? [erased.step] : []),
  ];
  const verdict = verdictOf(steps);
  const told = exitCodeOf(verdict) === 0 || verdict === verdictOf(today);
  const [statusAsOf, signedAt] = [checked.statusAsOf, checked.signedAt].map((at) => at && Date.parse(at));
  return {
    verdict,
    steps,
    says: erased?.says ?? says,
    registered: found && told ? { ...found, at: paths.verify(found.code) } : null,
    statusAsOf: statusAsOf || null,
    signedAt: signedAt || null,
  };
}

const OF_THE_FILE: readonly string[] = FILE_STEPS;

/** What the page says of a certificate, as a finding of the check. */
const MEANS: Record<Found["status"], Finding> = {
  valid: "ok",
  active: "ok",
  "expires-soon": "expires-soon",
  "renewal-under-review": "under-review",
  pending: "not-yet",
  suspended: "suspended",
  "not-a-trainer": "suspended",
  "on-leave": "on-leave",
  "back-from-leave": "back-from-leave",
  lapsed: "lapsed",
  expired: "expired",
  ended: "ended",
  surrendered: "ended",
  superseded: "superseded",
  revoked: "revoked",
  "in-error": "in-error",
};

/**
 * A file that we keep is checked with the credential of today where none lies inside, from before there were any, and where
 * the key of its seal, or of the one inside, was declared unsafe: the bytes are those we issued, whoever else has had that key.
 */
async function withItsCredential(
  checked: CheckedFile,
  kept: PaperOf | null,
  trust: FileTrust,
): Promise<CheckedFile> {
  const bare = checked.steps.some(({ step, found }) => step === "attachment" && found === "no-credential");
  const unsafe = checked.verdict === "compromised";
  const sealUnsafe = checked.steps.some(({ step, found }) => step === "signer" && found === "compromised");
  const credential = kept && (bare || unsafe) ? await credentialFor(kept) : null;
  if (!credential) return checked;
  const inside = await verifyFile(Buffer.from(await asToken(credential)), trust, now());
  const ours = (one: Step): Step =>
    one.found === "compromised" ? { ...one, found: "compromised-later" } : one;
  const around = checked.steps.filter(
    ({ step }) => OF_THE_FILE.includes(step) && !(bare && step === "attachment"),
  );
  const within = inside.steps.map((one): Step =>
    unsafe && one.step === "issuer" && !sealUnsafe ? { ...one, found: "compromised-later" } : one,
  );
  const steps = [...around.map(ours), ...within];
  return { ...inside, steps, verdict: verdictOf(steps), signedAt: checked.signedAt };
}

/**
 * Of a holder who had their name erased: the copy is good as it was, and says a name that we show nobody. Whether it is
 * the one it was issued to, a keyed hash still tells.
 */
async function erasedHolder(says: Said | null): Promise<{ step: Step; says: Said } | null> {
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

/**
 * Transcripts are drawn anew each time, and bear a credential of their own: signed by us and with that inside, one is as good
 * as another. With any other credential, which whoever has the code can ask for, a file would have to be one that we keep. One
 * that bears our seal all the same may be a transcript from before they said of themselves that they are: nobody can tell, and
 * another is soon drawn.
 */
function notInRegister({ credential, steps }: CheckedFile): Step {
  if (credential?.paper === "transcript") return { step: "hash", found: "not-kept" };
  const isSealed = steps.some(({ step, found }) => step === "signer" && found === "ok");
  return { step: "hash", found: isSealed ? "sealed-unkept" : "unknown-file" };
}

function saidBy({ credential, claims }: CheckedFile): Said | null {
  if (claims) return { what: claims.scope, number: claims.number, name: claims.name };
  if (!credential) return null;
  const { name: what, credentialSubject } = credential;
  const [identifier] = credentialSubject.identifier;
  return { what, number: credentialSubject.licenseNumber ?? null, name: identifier?.identityHash ?? null };
}
