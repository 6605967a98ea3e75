import type { Programme } from "#app/features/catalogue/course-outline.ts";
import { finalResult } from "#app/features/cohorts/participants.server.ts";
import { attendanceOf, type HalfDayMark } from "#app/features/cohorts/attendance.ts";
import { completionFacts } from "#app/features/cohorts/completion-facts.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { mayRead, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import type { CourseProgress, LearningRecord } from "#app/features/learning/progress.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { IssueFacts } from "./issue-gate.ts";

export type PrintedNames = {
  printedName: string | null;
  printedNameLocal: string | null;
  nameConfirmedAt: Date | null;
};

type Known = {
  cohort: {
    programme: Programme;
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
  const { format } = cohort;
  return {
    ...completionFacts({ format, attendance, progress, final: finalResult(progress, record) }),
    programme: cohort.programme,
    endDate: cohort.endDate,
    attendedHalves: attendance.halves,
    halfDays: cohort.halfDays.length,
    halfDaysVerified: cohort.halfDays.filter(({ verified }) => verified).length,
    reportValidated: cohort.reportValidated,
    nameConfirmed: person.nameConfirmedAt !== null && person.printedName !== null,
    uncovered: fontsCover(`${person.printedName ?? ""}${person.printedNameLocal ?? ""}`),
    withdrawn: !mayRead(status) || status === "deferred",
    cancelled: status === "cancelled",
  };
}
