import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A cohort that will not take place, or not go on. What was done in it stays and is read; nothing more is done, and
 * nobody is certified. One that came to its end is closed instead, and certificates that were issued hold it.
 */

export type Cancelling = { endDate: CalendarDay; closed: boolean; certificates: number };

export function mayCancel(cohort: Cancelling, today: CalendarDay): Result<void> {
  if (cohort.closed) return refuse("cohort.closed");
  if (today > cohort.endDate) return refuse("cohort.over", { day: cohort.endDate });
  if (cohort.certificates > 0) return refuse("cohort.has-certificates", { count: cohort.certificates });
  return ok(undefined);
}
