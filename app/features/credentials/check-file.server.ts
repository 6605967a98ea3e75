import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
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
  const [statusAsOf, signedAt] = [checked.statusAsOf, checked.signedAt].map((at) => at && Date.parse(at));
  const seen = { statusAsOf: statusAsOf || null, signedAt: signedAt || null };
  const answer = (steps: Step[], says: LookedAt["says"]) => ({
    verdict: verdictOf(steps),
    steps,
    says,
    ...seen,
  });
  if (!isPdf(bytes)) return answer(checked.steps, saidBy(checked));

  const pdfSha256 = sha256(bytes);
  const licence = await db.licence.findFirst({ where: { pdfSha256 }, select: { code: true, number: true } });
  if (licence) return answer([IN_REGISTER, ...ofLicence(checked.steps)], saidByLicence(licence));
  const known = await db.certificate.findFirst({ where: { pdfSha256 }, select: { id: true } });
  return answer([known ? IN_REGISTER : notInRegister(checked), ...checked.steps], saidBy(checked));
}

const IN_REGISTER: Step = { step: "hash", found: "ok" };

/** Transcripts are drawn anew each time: signed by us and with the credential inside, one is as good as another. */
const notInRegister = ({ credential }: CheckedFile): Step => ({
  step: "hash",
  found: credential ? "not-kept" : "unknown-file",
});

/** It has no credential: what it is worth only the register says. */
const ofLicence = (steps: Step[]): Step[] => [
  ...steps.filter(({ step }) => step !== "attachment"),
  { step: "revocation", found: "unknown-status" },
];

const saidByLicence = ({ code, number }: { code: string | null; number: string }): LookedAt["says"] => ({
  what: number,
  number,
  name: null,
  at: code && paths.verify(code),
});

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
