import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Purpose } from "./credential.ts";

/*
 * What the lists of states say of a certificate. An end that was known from the beginning is told by the credential
 * itself; a list says only what the register knows better. What was revoked is never taken back.
 */

/** What no longer counts is revoked to a machine, whatever the reason; a third list tells the reason. */
export const REASONS = ["revoked", "superseded", "in-error"] as const;
export type Reason = (typeof REASONS)[number];
export type ListedState = Reason | "suspended";

export const purposeOf = (state: ListedState): Purpose =>
  state === "suspended" ? "suspension" : "revocation";

/** As the third list writes it, in two bits; 0: nothing to tell. */
export const messageOf = (state: ListedState): number => REASONS.indexOf(state as Reason) + 1;
export const reasonOf = (message: number): Reason | null => REASONS[message - 1] ?? null;

/** The gravest first: one that was issued in error says so, also where a newer edition stands in its place. */
export function courseState(certificate: {
  inError: boolean;
  revoked: boolean;
  superseded: boolean;
}): ListedState | null {
  if (certificate.inError) return "in-error";
  if (certificate.revoked) return "revoked";
  return certificate.superseded ? "superseded" : null;
}

export function trainerState(
  { status, day }: Pick<Standing, "status" | "day">,
  /** As printed, and in the credential. */
  validUntil: CalendarDay,
  replaced: boolean,
): ListedState | null {
  switch (status) {
    case "in-error":
      return "in-error";
    case "revoked":
    case "surrendered":
    case "ended":
      return "revoked";
    case "superseded":
      return "superseded";
  }
  if (replaced) return "superseded";
  switch (status) {
    case "suspended":
    case "not-a-trainer":
    case "on-leave":
    case "back-from-leave":
      return "suspended";
    // Before its printed end: a candidacy that was over early, or whose time stands still.
    case "expired":
      return day < validUntil ? "revoked" : null;
    case "lapsed":
      return day < validUntil ? "suspended" : null;
    case "pending":
    case "active":
    case "renewal-due":
    case "renewal-under-review":
      return null;
  }
}

// ── How, where it does not hold ─────────────────────────────────────────────────────────────────────

/**
 * What is called neither revoked nor suspended by anybody who says it of a person: a fifth list tells, in three bits, how
 * something is over or rests that the first two lists can only say does not hold. 0: it was revoked, or suspended.
 */
export const RESTS = ["ended", "on-leave", "back-from-leave", "lapsed", "expired"] as const;
export type Rest = (typeof RESTS)[number];

export const restNumberOf = (rest: Rest): number => RESTS.indexOf(rest) + 1;
export const restOf = (value: number): Rest | null => RESTS[value - 1] ?? null;

/** Of one that a list says does not hold. */
export function trainerRest({ status }: Pick<Standing, "status">): Rest | null {
  if (status === "surrendered") return "ended";
  return RESTS.find((rest) => rest === status) ?? null;
}

// ── Beyond the printed end ──────────────────────────────────────────────────────────────────────────

/** What the register says of a printed end, as the fourth list writes it, in two bits; 0: that it is the end. */
export const PERIODS = ["under-review", "extended", "lapsed"] as const;
export type Period = (typeof PERIODS)[number];

export const periodNumberOf = (period: Period): number => PERIODS.indexOf(period) + 1;
export const periodOf = (value: number): Period | null => PERIODS[value - 1] ?? null;

/** A renewal that was handed in keeps a certification valid until it is decided; an extension moves its end. */
export function trainerPeriod(
  { status, day }: Pick<Standing, "status" | "day">,
  validUntil: CalendarDay,
): Period | null {
  switch (status) {
    case "renewal-under-review":
      return "under-review";
    case "active":
    case "renewal-due":
      return day > validUntil ? "extended" : null;
    case "lapsed":
      return "lapsed";
    default:
      return null;
  }
}
