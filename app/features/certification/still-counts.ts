import { missingForAchievement, type MissingForAchievement } from "#app/features/cohorts/completion.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { IssueFacts } from "./issue-gate.ts";

/*
 * Everything between a learner and the certificate, at once and in the order they can act on it: what they do
 * themselves first, what they wait for last (domain §6.7).
 */

export type StillCounts = MissingForAchievement | "name" | "end" | "verification" | "report" | "issue";

/** A course of theirs that has not led to a certificate of achievement, and what stands between. */
export type OpenCourse = {
  enrolmentId: string;
  courseTitle: string;
  endDate: CalendarDay;
  still: StillCounts[];
};

export function stillCounts(facts: IssueFacts, today: CalendarDay): StillCounts[] {
  const own: StillCounts[] = [
    ...missingForAchievement(facts),
    ...(facts.nameConfirmed && facts.uncovered.length === 0 ? [] : (["name"] as const)),
  ];
  const waiting: StillCounts[] = [
    ...(today < facts.endDate ? (["end"] as const) : []),
    ...(facts.halfDays > facts.halfDaysVerified ? (["verification"] as const) : []),
    ...(facts.reportValidated ? [] : (["report"] as const)),
  ];
  const all = [...own, ...waiting];
  return all.length > 0 ? all : ["issue"];
}
