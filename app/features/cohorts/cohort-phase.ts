import type { CalendarDay } from "#app/lib/calendar-day.ts";

/** Where a cohort stands, derived from its dates; closing and cancelling are something somebody did. */
export const COHORT_PHASES = ["planned", "running", "ended", "closed", "cancelled"] as const;
export type CohortPhase = (typeof COHORT_PHASES)[number];

/** The list shows what is not over and done with, unless one asks for a phase or for everything. */
export const PHASES_LISTED = [...COHORT_PHASES, "any"] as const;
export type PhaseListed = (typeof PHASES_LISTED)[number];

export type CohortDates = {
  startDate: CalendarDay;
  endDate: CalendarDay;
  closed: boolean;
  cancelled: boolean;
};

export function cohortPhase(cohort: CohortDates, today: CalendarDay): CohortPhase {
  if (cohort.cancelled) return "cancelled";
  if (cohort.closed) return "closed";
  if (today < cohort.startDate) return "planned";
  return today <= cohort.endDate ? "running" : "ended";
}

/** An archived cohort is only read. */
export const isArchived = (phase: CohortPhase): boolean => phase === "closed" || phase === "cancelled";
