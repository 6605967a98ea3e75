import type { CourseProgress } from "#app/features/learning/progress.ts";
import type { Attendance } from "./attendance.ts";
import type { CompletionFacts, Format } from "./completion.ts";

type Recorded = {
  format: Format;
  attendance: Attendance;
  progress: CourseProgress;
  /** null: the course has no final test. */
  final: { passed: boolean } | null;
};

/** What is recorded about somebody's course, as the completion rule asks for it. */
export const completionFacts = ({ format, attendance, progress, final }: Recorded): CompletionFacts => ({
  format,
  attendanceMet: attendance.met,
  activitiesDone: progress.done === progress.counting,
  finalPassed: final?.passed ?? null,
  // A course that asks for no plan has none to wait for.
  planApproved: progress.plan === null || progress.plan.state === "approved",
});
