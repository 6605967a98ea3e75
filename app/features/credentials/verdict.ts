import { SOON_DAYS } from "#app/features/trainers/certifications/public-standing.ts";
import type { Finding, Step } from "./check-steps.ts";

/*
 * What a check of a credential comes to. Each step says what it found; what it comes to follows from the first thing that
 * is wrong, the gravest first. Nothing is called valid that could not be looked at.
 */

export const VERDICTS = [
  "unreadable",
  "unsigned",
  "altered",
  "compromised",
  "unknown-issuer",
  "unknown-file",
  "in-error",
  "revoked",
  "ended",
  "superseded",
  "suspended",
  "on-leave",
  "back-from-leave",
  "lapsed",
  "expired",
  "not-yet",
  "unknown-end",
  "unknown-status",
  "under-review",
  "extended",
  "expires-soon",
  "valid",
] as const;
export type Verdict = (typeof VERDICTS)[number];

const MEANS: Record<Finding, Verdict> = {
  ok: "valid",
  unreadable: "unreadable",
  "no-credential": "unreadable",
  unsigned: "unsigned",
  altered: "altered",
  "several-signatures": "altered",
  "not-whole": "altered",
  disagrees: "altered",
  "unknown-file": "unknown-file",
  "sealed-unkept": "unknown-file",
  "unknown-signer": "unknown-issuer",
  "unknown-issuer": "unknown-issuer",
  revoked: "revoked",
  superseded: "superseded",
  "in-error": "in-error",
  ended: "ended",
  suspended: "suspended",
  "on-leave": "on-leave",
  "back-from-leave": "back-from-leave",
  lapsed: "lapsed",
  compromised: "compromised",
  expired: "expired",
  "not-yet": "not-yet",
  "unknown-status": "unknown-status",
  "unknown-end": "unknown-end",
  "unknown-time-service": "valid",
  "not-kept": "valid",
  "not-compared": "valid",
  "compromised-later": "valid",
  "expires-soon": "expires-soon",
  "under-review": "under-review",
  extended: "extended",
};

/** It is genuine and holds, whatever else there is to say of it. */
const HOLDS: readonly Verdict[] = ["under-review", "extended", "expires-soon", "valid"];

export type Result = "ok" | "failed" | "unknown" | "noted";

/** What one finding is to whoever reads the list of steps. */
export const resultOf = (found: Finding): Result => {
  if (found === "ok") return "ok";
  const verdict = MEANS[found];
  if (HOLDS.includes(verdict)) return "noted";
  return exitCodeOf(verdict) === 3 ? "unknown" : "failed";
};

export const verdictOf = (steps: readonly Step[]): Verdict => {
  const meant = steps.map(({ found }) => MEANS[found]);
  return VERDICTS.find((verdict) => meant.includes(verdict)) ?? "unreadable";
};

/** For a shell: 0 it holds, 1 it does not, 3 nobody can say from what was given. */
export const exitCodeOf = (verdict: Verdict): 0 | 1 | 3 => {
  if (HOLDS.includes(verdict)) return 0;
  return verdict.startsWith("unknown-") ? 3 : 1;
};

/** What is over, or rests: nobody need be alarmed. */
const RESTS: readonly Verdict[] = [
  "ended",
  "superseded",
  "on-leave",
  "back-from-leave",
  "lapsed",
  "expired",
  "not-yet",
];

/** As the page of a certificate has it. */
export function toneOf(verdict: Verdict): "good" | "warn" | "danger" {
  const code = exitCodeOf(verdict);
  if (code === 0) return "good";
  return code === 3 || RESTS.includes(verdict) ? "warn" : "danger";
}

/** From the first second of the day that is so many before the last one, whose last second is the end. */
const SOON_MS = (SOON_DAYS + 1) * 24 * 3600 * 1000;

/** Instants as epoch milliseconds. */
export function periodFinding(validFrom: number, validUntil: number | null, at: number): Finding {
  if (at < validFrom) return "not-yet";
  if (validUntil === null) return "ok";
  if (at > validUntil) return "expired";
  return validUntil - at < SOON_MS ? "expires-soon" : "ok";
}
