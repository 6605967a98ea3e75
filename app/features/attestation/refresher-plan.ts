import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import { standsBy, type Held } from "./coverage.ts";
import { REFRESHABLE_MONTHS } from "./refresh.ts";

/*
 * Who belongs into the next refresher (domain §6.6): whoever ends soon or has lapsed, is back from leave, or expired so
 * lately that a refresher will do.
 */

export const WITHIN_DAYS = [30, 60, 90, 180] as const;
export type WithinDays = (typeof WITHIN_DAYS)[number];

export type WhenAndWhere = { day: CalendarDay; place: string };

/** What a plan begins with: the next refresher day there is, or the common date, or in two weeks where the last one was. */
export function nextRefresher(
  days: readonly { heldOn: CalendarDay; place: string }[],
  commonDate: CalendarDay | null,
  today: CalendarDay,
): WhenAndWhere {
  const ordered = [...days].sort((one, other) => (one.heldOn < other.heldOn ? -1 : 1));
  const next = ordered.find(({ heldOn }) => heldOn >= today);
  const day = next?.heldOn ?? commonDate ?? addDays(today, 14);
  return { day, place: (next ?? ordered.at(-1))?.place ?? "" };
}

export type WhyDue = "ends" | "lapsed" | "back" | "expired";

export type HeldUntil = Held & { validUntil: CalendarDay };

/** Why somebody belongs into it, by the period they stand by; whose next one is there, to come or not, was refreshed. */
export function dueFor(
  held: readonly HeldUntil[],
  day: CalendarDay,
  within: number,
): { why: WhyDue; validUntil: CalendarDay } | null {
  const by = standsBy(held, day);
  if (!by || held.some(({ standing }) => standing.status === "pending")) return null;
  const why = whyDue(by.standing, by.validUntil, day, within);
  return why && { why, validUntil: by.validUntil };
}

export function whyDue(
  { status, day: since }: Standing,
  validUntil: CalendarDay,
  day: CalendarDay,
  within: number,
): WhyDue | null {
  switch (status) {
    case "active":
    case "renewal-due":
      return validUntil <= addDays(day, within) ? "ends" : null;
    case "lapsed":
      return "lapsed";
    case "back-from-leave":
      return "back";
    case "expired":
      return day <= addMonths(since, REFRESHABLE_MONTHS) ? "expired" : null;
    default:
      return null;
  }
}
