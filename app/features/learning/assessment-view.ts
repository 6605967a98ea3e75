import { assessmentAt, FINAL, type Assessment } from "#app/features/catalogue/course-outline.ts";
import type { Refusal } from "#app/lib/result.ts";
import { extraMinutesIn, isPass, type AttemptFacts } from "./attempt.ts";
import { whyClosed, type Standing } from "./attempt-policy.ts";
import { isLearning } from "./enrolment.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { moduleIn, type CourseProgress } from "./progress.ts";
import { percentOf } from "./quiz-marking.ts";

/* A quiz or the final before it begins: what it asks, its rules in facts for sentences, and the tries so far. */

type At = { moduleId: string; unitId: string };

/** How an assessment stands in a course: locked, or what attempt-policy.ts says; null where there is none. */
export function standingAt(progress: CourseProgress, { moduleId, unitId }: At): Standing | "locked" | null {
  if (moduleId === FINAL.moduleId) {
    if (!progress.final || unitId !== FINAL.unitId) return null;
    return progress.final.state === "locked" ? "locked" : progress.final.standing;
  }
  const unit = moduleIn(progress, moduleId)?.units.find((each) => each.unit.id === unitId);
  if (!unit?.standing) return null;
  return unit.state === "locked" ? "locked" : unit.standing;
}

export type AssessmentView = {
  items: number;
  pass: number;
  /** Null: no limit. With what a trainer granted. */
  minutes: number | null;
  daysBetween: number;
  attempts: number | null;
  used: number;
  left: number | null;
  extraAttempts: number;
  extraMinutes: number;
  may: "start" | "resume" | null;
  resumeId: string | null;
  why: Refusal | null;
  passed: boolean;
  tries: TryView[];
};

export type TryView = {
  id: string;
  number: number;
  state: AttemptFacts["state"];
  at: number;
  percent: number | null;
  passed: boolean | null;
  practice: boolean;
};

export function assessmentView(course: EnrolmentFacts, at: At): AssessmentView | null {
  const assessment = assessmentAt(course.version.outline, at.moduleId, at.unitId);
  const standing = standingAt(course.progress, at);
  if (!assessment || standing === null) return null;
  const here = (row: At) => row.moduleId === at.moduleId && row.unitId === at.unitId;
  const attempts = course.record.attempts.filter(here);
  const grants = course.record.permissions.filter(here);
  const { policy } = assessment;
  const extraMinutes = extraMinutesIn(grants);
  const open =
    standing !== "locked" &&
    (standing.kind === "resume" || (standing.kind === "start" && isLearning(course.status)));
  return {
    items: itemCount(assessment),
    pass: policy.pass,
    minutes: policy.minutes === null ? null : policy.minutes + extraMinutes,
    daysBetween: policy.daysBetween,
    attempts: policy.attempts,
    used: standing === "locked" ? 0 : standing.used,
    left: standing === "locked" ? policy.attempts : standing.left,
    extraAttempts: grants.filter(({ kind }) => kind === "extra-attempt").length,
    extraMinutes,
    may: open ? (standing.kind === "resume" ? "resume" : "start") : null,
    resumeId: standing !== "locked" && standing.kind === "resume" ? standing.attemptId : null,
    why: open ? null : whyNot(course, at, standing),
    passed: attempts.some(isPass),
    tries: attempts.map(tryView).reverse(),
  };
}

function whyNot({ progress }: EnrolmentFacts, { moduleId }: At, standing: Standing | "locked"): Refusal {
  if (standing !== "locked")
    return standing.kind === "closed" ? whyClosed(standing) : { key: "learning.course-over" };
  return moduleId === FINAL.moduleId
    ? { key: "learning.final-locked", params: { count: progress.final?.modulesLeft ?? 0 } }
    : { key: "learning.module-locked" };
}

export const itemCount = ({ plan }: Assessment): number =>
  plan.from === "form" ? plan.items.length : Object.values(plan.draw).reduce((sum, count) => sum + count, 0);

const tryView = (attempt: AttemptFacts): TryView => ({
  id: attempt.id,
  number: attempt.number,
  state: attempt.state,
  at: attempt.submittedAt ?? attempt.startedAt,
  percent: attempt.points === null ? null : percentOf(attempt.points, attempt.maxPoints),
  passed: attempt.passed,
  practice: attempt.practice,
});
