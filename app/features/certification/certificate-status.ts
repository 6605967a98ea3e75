import type { CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * What the public check says of a learner's certificate, derived from stored facts for any day. A learner's
 * certificate does not expire; a correction supersedes the edition before it, a revocation ends it. One that was issued
 * in error never held, whatever day is asked about.
 */

export type CertificateFactsOfStatus = {
  issuedOn: CalendarDay;
  supersededOn: CalendarDay | null;
  revokedOn: CalendarDay | null;
  /** It was not revoked for something that happened since: it should never have been issued. */
  inError: boolean;
};

export const CERTIFICATE_STATUSES = ["valid", "superseded", "revoked", "in-error"] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** It stands for what was achieved; a corrected edition goes on in the next one. */
export const counts = (status: CertificateStatus): boolean => status === "valid" || status === "superseded";

/** Revocation is told first: a revoked edition that was corrected before stays revoked. */
export function certificateStatus(facts: CertificateFactsOfStatus, today: CalendarDay): CertificateStatus {
  if (facts.inError) return "in-error";
  if (facts.revokedOn && facts.revokedOn <= today) return "revoked";
  if (facts.supersededOn && facts.supersededOn <= today) return "superseded";
  return "valid";
}
