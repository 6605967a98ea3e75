import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { CertificateKind } from "./issue-gate.ts";

/*
 * Nobody vouches for themselves, and until the end-of-training report is validated a certificate that rests on
 * attendance needs a second person: whoever issues it is not the only one who verified the half-days (domain §0a).
 */

export type SeparationFacts = {
  holderId: string;
  reportValidated: boolean;
  /** Who verified half-days, each once. */
  verifiers: readonly string[];
};

export function mayBeIssuedBy(
  issuerId: string,
  kind: CertificateKind,
  { holderId, reportValidated, verifiers }: SeparationFacts,
): Result<void> {
  if (issuerId === holderId) return refuse("certificate.own");
  const vouchesAlone = verifiers.length > 0 && verifiers.every((verifier) => verifier === issuerId);
  return kind !== "achievement" && !reportValidated && vouchesAlone
    ? refuse("certificate.second-person")
    : ok(undefined);
}
