import { isPass, type AttemptFacts } from "#app/features/learning/attempt.ts";
import type { CourseProgress, LearningRecord } from "#app/features/learning/progress.ts";
import { addDays, dayIn, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Attendance } from "./attendance.ts";

/*
 * Who is behind, and by which rule: each flag says what was counted, so that whoever calls knows what to ask. Nothing here
 * decides about anybody.
 */

/** Days without an act in a course that runs. */
export const UNSEEN_DAYS = 10;
/** Percentage points between the share of the time and the share of the modules. */
export const SLOW_POINTS = 25;
/** Days before the end from which a plan should be handed in. */
export const PLAN_DAYS = 7;

export type Flag =
  | { kind: "unseen"; days: number | null }
  | { kind: "slow"; done: number; of: number; elapsed: number }
  | { kind: "absent"; mayMiss: number | null }
  | { kind: "failed"; tests: number }
  | { kind: "no-plan" };

export type Followed = {
  progress: CourseProgress;
  record: LearningRecord;
  attendance: Attendance;
  /** Half-days with a mark that was not there. */
  missed: number;
};

export type Course = { startDate: CalendarDay; endDate: CalendarDay; timeZone: string };

/** The last day anything was done in the course, on the cohort's calendar; null: never. */
export function lastActOn({ marks, goals, attempts }: LearningRecord, timeZone: string): CalendarDay | null {
  const acts = [
    ...marks.map(({ at }) => at),
    ...goals.map(({ at }) => at),
    ...attempts.map(({ startedAt, submittedAt }) => submittedAt ?? startedAt),
  ];
  return acts.length === 0 ? null : dayIn(timeZone, { getTime: () => Math.max(...acts) });
}

/** Whole per cent of the course's days that are over; 0 before it, 100 after. */
export function elapsedPercent({ startDate, endDate }: Course, today: CalendarDay): number {
  if (today < startDate) return 0;
  if (today > endDate) return 100;
  return Math.floor((daysBetween(startDate, today) * 100) / (daysBetween(startDate, endDate) + 1));
}

export function flagsOf(
  { progress, record, attendance, missed }: Followed,
  course: Course,
  today: CalendarDay,
): Flag[] {
  const began = course.startDate <= today;
  return [
    ...(began ? unseen(record, course, today) : []),
    ...slow(progress, course, today),
    ...(missed > 0 && !attendance.met && (attendance.mayMiss ?? 0) <= 1
      ? [{ kind: "absent" as const, mayMiss: attendance.mayMiss }]
      : []),
    ...failed(record),
    ...noPlan(progress, course, today),
  ];
}

function unseen(record: LearningRecord, course: Course, today: CalendarDay): Flag[] {
  const last = lastActOn(record, course.timeZone);
  const days = last === null ? null : daysBetween(last, today);
  const since = days ?? daysBetween(course.startDate, today);
  return since >= UNSEEN_DAYS ? [{ kind: "unseen", days }] : [];
}

function slow({ done, counting }: CourseProgress, course: Course, today: CalendarDay): Flag[] {
  const elapsed = elapsedPercent(course, today);
  if (counting === 0 || done * 100 >= (elapsed - SLOW_POINTS) * counting) return [];
  return [{ kind: "slow", done, of: counting, elapsed }];
}

/** Tests whose last graded sitting was not a pass, and no other was. */
function failed({ attempts }: LearningRecord): Flag[] {
  const byTest = new Map<string, AttemptFacts[]>();
  for (const attempt of attempts) {
    const test = `${attempt.moduleId}/${attempt.unitId}`;
    byTest.set(test, [...(byTest.get(test) ?? []), attempt]);
  }
  const tests = [...byTest.values()].filter(
    (sittings) => sittings.some(({ state }) => state === "graded") && !sittings.some(isPass),
  ).length;
  return tests > 0 ? [{ kind: "failed", tests }] : [];
}

function noPlan({ plan }: CourseProgress, { endDate }: Course, today: CalendarDay): Flag[] {
  const due = today >= addDays(endDate, -PLAN_DAYS);
  return due && plan && (plan.state === "draft" || plan.state === "returned") ? [{ kind: "no-plan" }] : [];
}
