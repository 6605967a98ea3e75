import { finalResult } from "#app/features/cohorts/participants.server.ts";
import { attendanceOf, type HalfDayMark } from "#app/features/cohorts/attendance.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { mayRead, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import type { CourseProgress, LearningRecord } from "#app/features/learning/progress.ts";
import { fontsCover } from "#app/infra/shaped-fonts.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { IssueFacts } from "./issue-gate.ts";

export type PrintedNames = {
  printedName: string | null;
  printedNameLocal: string | null;
  nameConfirmedAt: Date | null;
};

type Known = {
  cohort: {
    format: Format;
    endDate: CalendarDay;
    halfDays: readonly { verified: boolean }[];
    reportValidated: boolean;
  };
  person: PrintedNames;
  status: EnrolmentStatus;
  progress: CourseProgress;
  record: LearningRecord;
  marks: readonly HalfDayMark[];
};

/** What is recorded about somebody's course, as the issue gate asks for it. */
export function issueFacts({ cohort, person, status, progress, record, marks }: Known): IssueFacts {
  const attendance = attendanceOf(marks, cohort.halfDays.length);
  return {
    format: cohort.format,
    endDate: cohort.endDate,
    attendanceMet: attendance.met,
    attendedHalves: attendance.halves,
    activitiesDone: progress.done === progress.counting,
    finalPassed: finalResult(progress, record)?.passed ?? null,
    // A course that asks for no plan has none to wait for.
    planApproved: progress.plan === null || progress.plan.state === "approved",
    halfDays: cohort.halfDays.length,
    halfDaysVerified: cohort.halfDays.filter(({ verified }) => verified).length,
    reportValidated: cohort.reportValidated,
    nameConfirmed: person.nameConfirmedAt !== null && person.printedName !== null,
    uncovered: fontsCover(`${person.printedName ?? ""}${person.printedNameLocal ?? ""}`),
    withdrawn: !mayRead(status),
  };
}
