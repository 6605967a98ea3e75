import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Purpose } from "./credential.ts";

/*
 * What the lists of states say of a certificate. An end that was known from the beginning is told by the credential
 * itself and stands in no list; what was revoked is never taken back.
 */

/** What no longer counts, for whatever reason, is revoked to a machine: a newer edition says the rest. */
export const courseBit = (certificate: { revoked: boolean; superseded: boolean }): Purpose | null =>
  certificate.revoked || certificate.superseded ? "revocation" : null;

export function trainerBit(
  { status, day }: Pick<Standing, "status" | "day">,
  /** As printed, and in the credential. */
  validUntil: CalendarDay,
  replaced: boolean,
): Purpose | null {
  if (replaced) return "revocation";
  switch (status) {
    case "revoked":
    case "surrendered":
    case "superseded":
    case "ended":
      return "revocation";
    case "suspended":
    case "not-a-trainer":
    case "on-leave":
    case "back-from-leave":
      return "suspension";
    // Before its printed end: a candidacy that was over early, or whose time stands still.
    case "expired":
      return day < validUntil ? "revocation" : null;
    case "lapsed":
      return day < validUntil ? "suspension" : null;
    case "pending":
    case "active":
    case "renewal-due":
    case "renewal-under-review":
      return null;
  }
}
