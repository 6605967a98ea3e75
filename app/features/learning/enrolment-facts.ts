import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { EnrolmentStatus } from "./enrolment.ts";
import type { CourseProgress, LearningRecord } from "./progress.ts";

/** One enrolment as rules and pages know it: the pinned course version, what was recorded, and how far that is. */
export type EnrolmentFacts = {
  id: string;
  personId: string;
  status: EnrolmentStatus;
  electives: string[];
  nameConfirmed: boolean;
  cohort: {
    id: string;
    name: string;
    timeZone: string;
    startDate: CalendarDay;
    endDate: CalendarDay;
    selfPaced: boolean;
    closed: boolean;
  };
  version: { id: string; courseId: string; outline: CourseOutline };
  record: LearningRecord;
  progress: CourseProgress;
};
