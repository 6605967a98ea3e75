import type { CalendarDay } from "#app/lib/calendar-day.ts";

/** Where a cohort stands, derived from its dates; only closing is something somebody did. */
export const COHORT_PHASES = ["planned", "running", "ended", "closed"] as const;
export type CohortPhase = (typeof COHORT_PHASES)[number];

export type CohortDates = { startDate: CalendarDay; endDate: CalendarDay; closed: boolean };

export function cohortPhase({ startDate, endDate, closed }: CohortDates, today: CalendarDay): CohortPhase {
  if (closed) return "closed";
  if (today < startDate) return "planned";
  return today <= endDate ? "running" : "ended";
}
