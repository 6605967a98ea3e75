/*
 * Completion rule by format (domain §0a): face to face by attendance, distance by required activities, blended
 * by both. Participation is completion; achievement asks for the final test and an approved plan besides.
 */

export const FORMATS = [
  "standard",
  "split",
  "executive",
  "sectional",
  "market-focused",
  "distance",
  "blended",
] as const;
export type Format = (typeof FORMATS)[number];

export const AUDIENCES = ["public", "in-company"] as const;

export const asksAttendance = (format: Format): boolean => format !== "distance";
export const asksActivities = (format: Format): boolean => format === "distance" || format === "blended";

/** What participation is measured by. */
export function askedFor(format: Format): "attendance" | "activities" | "both" {
  if (!asksActivities(format)) return "attendance";
  return asksAttendance(format) ? "both" : "activities";
}

export type CompletionFacts = {
  format: Format;
  attendanceMet: boolean;
  /** Every required unit of the course is done. */
  activitiesDone: boolean;
  /** null: the course has no final test. */
  finalPassed: boolean | null;
  planApproved: boolean;
};

/** What is still missing for participation; empty when it is complete. */
export function missingForParticipation(facts: CompletionFacts): ("attendance" | "activities")[] {
  const missing: ("attendance" | "activities")[] = [];
  if (asksAttendance(facts.format) && !facts.attendanceMet) missing.push("attendance");
  if (asksActivities(facts.format) && !facts.activitiesDone) missing.push("activities");
  return missing;
}

export type MissingForAchievement = "attendance" | "activities" | "final" | "action-plan";

export function missingForAchievement(facts: CompletionFacts): MissingForAchievement[] {
  const missing: MissingForAchievement[] = [...missingForParticipation(facts)];
  if (facts.finalPassed === false) missing.push("final");
  if (!facts.planApproved) missing.push("action-plan");
  return missing;
}

/** What an enrolment ends as: by what was reached, whether or not a paper has been issued for it yet. */
export function reached(facts: CompletionFacts): "completed" | "participated" | "failed" {
  if (missingForAchievement(facts).length === 0) return "completed";
  return missingForParticipation(facts).length === 0 ? "participated" : "failed";
}
