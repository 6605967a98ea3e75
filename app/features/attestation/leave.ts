import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/* Approved leave (domain §0a): weeks or months, one at a time, and nobody records their own. */

export type Days = { from: CalendarDay; until: CalendarDay | null };
type Who = { personId: string; actorId: string };

export function mayRecordLeave(
  { personId, actorId }: Who,
  { from, until }: Days,
  others: readonly Days[],
): Result<null> {
  if (personId === actorId) return refuse("attestation-own-record");
  if (until !== null && until < from) return refuse("attestation-leave-order");
  return apart({ from, until }, others);
}

/** The last day of it, earlier or later than it was thought to be, and not into another leave. */
export function mayEndLeave(
  { personId, actorId }: Who,
  { from }: Days,
  until: CalendarDay,
  others: readonly Days[],
): Result<null> {
  if (personId === actorId) return refuse("attestation-own-record");
  return until < from ? refuse("attestation-leave-order") : apart({ from, until }, others);
}

function apart({ from, until }: Days, others: readonly Days[]): Result<null> {
  const meets = (other: Days) =>
    (until === null || other.from <= until) && (other.until === null || other.until >= from);
  const met = others.find(meets);
  return met ? refuse("attestation-leave-twice", { day: met.from }) : ok(null);
}
