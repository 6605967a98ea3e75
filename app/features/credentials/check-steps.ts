/*
 * What a check of a credential, or of a file that carries one, looks at, and what it can find. A file's own steps come
 * first; then follow those of the credential in it, which are the same for a PDF, a badge, a token and a code.
 */

/** Of a file around a credential: only the steps that such a file has (a badge has no signature of its own). */
export const FILE_STEPS = [
  // what it is: a PDF, a picture
  "file",
  // whether it is, byte for byte, a file we have issued; only where the register is at hand
  "hash",
  "single-signature",
  "whole-file",
  "file-signature",
  "signer",
  // only where there is one
  "time-stamp",
  // the credential inside
  "attachment",
] as const;

export const CREDENTIAL_STEPS = [
  "read",
  "issuer",
  "signature",
  "content",
  "period",
  "revocation",
  "suspension",
] as const;

/** Only where the register is at hand: what it says today; and of a name it has erased, whether the one on the copy is that. */
const REGISTER_STEPS = ["register", "name"] as const;

export const STEPS = [...FILE_STEPS, ...CREDENTIAL_STEPS, ...REGISTER_STEPS] as const;
export type StepName = (typeof STEPS)[number];

export const FINDINGS = [
  "ok",
  // what is wrong
  "unreadable",
  "unsigned",
  "several-signatures",
  "not-whole",
  "altered",
  "no-credential",
  "disagrees",
  "not-yet",
  "expired",
  "revoked",
  "superseded",
  "in-error",
  "ended",
  "suspended",
  "on-leave",
  "back-from-leave",
  "lapsed",
  "compromised",
  // what could not be looked at
  "unknown-file",
  "sealed-unkept",
  "unknown-signer",
  "unknown-issuer",
  "unknown-status",
  "unknown-end",
  // and what is worth a word
  "unknown-time-service",
  "not-kept",
  "compromised-later",
  "expires-soon",
  "under-review",
  "extended",
  "not-compared",
] as const;
export type Finding = (typeof FINDINGS)[number];

export type Step = { step: StepName; found: Finding };
