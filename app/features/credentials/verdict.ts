/*
 * What a check of a credential comes to. Each step says what it found; what it comes to follows from the first thing that
 * is wrong, the gravest first. Nothing is called valid that could not be looked at.
 */

export const STEPS = [
  "read",
  "issuer",
  "signature",
  "content",
  "period",
  "revocation",
  "suspension",
] as const;
export type StepName = (typeof STEPS)[number];

export const FINDINGS = [
  "ok",
  // what is wrong
  "unreadable",
  "unsigned",
  "altered",
  "disagrees",
  "not-yet",
  "expired",
  "revoked",
  "suspended",
  // what could not be looked at
  "unknown-issuer",
  "unknown-status",
  // and what is worth a word
  "expires-soon",
] as const;
export type Finding = (typeof FINDINGS)[number];

export type Step = { step: StepName; found: Finding };

export const VERDICTS = [
  "unreadable",
  "unknown-issuer",
  "altered",
  "revoked",
  "suspended",
  "expired",
  "not-yet",
  "unknown-status",
  "expires-soon",
  "valid",
] as const;
export type Verdict = (typeof VERDICTS)[number];

const MEANS: Record<Finding, Verdict> = {
  ok: "valid",
  unreadable: "unreadable",
  unsigned: "unreadable",
  "unknown-issuer": "unknown-issuer",
  altered: "altered",
  disagrees: "altered",
  revoked: "revoked",
  suspended: "suspended",
  expired: "expired",
  "not-yet": "not-yet",
  "unknown-status": "unknown-status",
  "expires-soon": "expires-soon",
};

export const verdictOf = (steps: readonly Step[]): Verdict => {
  const meant = steps.map(({ found }) => MEANS[found]);
  return VERDICTS.find((verdict) => meant.includes(verdict)) ?? "unreadable";
};

/** For a shell: 0 it holds, 1 it does not, 3 nobody can say from what was given. */
export const exitCodeOf = (verdict: Verdict): 0 | 1 | 3 => {
  if (verdict === "valid" || verdict === "expires-soon") return 0;
  return verdict === "unknown-issuer" || verdict === "unknown-status" ? 3 : 1;
};

const SOON = 60 * 24 * 3600 * 1000;

/** Instants as epoch milliseconds. */
export function periodFinding(validFrom: number, validUntil: number | null, at: number): Finding {
  if (at < validFrom) return "not-yet";
  if (validUntil === null) return "ok";
  if (at > validUntil) return "expired";
  return validUntil - at <= SOON ? "expires-soon" : "ok";
}
