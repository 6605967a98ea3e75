import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* A call opens and closes by itself, by its days in the cohort's zone: both are open days, and nothing is switched. */

export type CallFacts = { published: boolean; opensOn: CalendarDay; closesOn: CalendarDay };
export type CallPhase = "draft" | "announced" | "open" | "closed";

export function callPhase({ published, opensOn, closesOn }: CallFacts, today: CalendarDay): CallPhase {
  if (!published) return "draft";
  if (today < opensOn) return "announced";
  return today <= closesOn ? "open" : "closed";
}

/** Whether anybody may read it. */
export const isPublic = (facts: CallFacts): boolean => facts.published;
