import type { Assessment } from "#app/features/catalogue/course-outline.ts";
import type { Refusal } from "#app/lib/result.ts";
import { isPass, type AttemptFacts, type PermissionFacts } from "./attempt.ts";
import { whyClosed, type Standing } from "./attempt-policy.ts";
import { percentOf } from "./quiz-marking.ts";

/* A quiz or the final before it begins: what it asks, its rules in facts for sentences, and the tries so far. */

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

type Facts = {
  assessment: Assessment;
  attempts: AttemptFacts[];
  permissions: PermissionFacts[];
  standing: Standing;
  /** Why it may not begin although its own rules allow it: locked, or the course is over. */
  barred: Refusal | null;
};

export function assessmentView({
  assessment,
  attempts,
  permissions,
  standing,
  barred,
}: Facts): AssessmentView {
  const { policy } = assessment;
  const extraMinutes = permissions.reduce(
    (sum, { kind, minutes }) => sum + (kind === "extra-minutes" ? minutes : 0),
    0,
  );
  const open = standing.kind === "resume" || (standing.kind === "start" && !barred);
  return {
    items: itemCount(assessment),
    pass: policy.pass,
    minutes: policy.minutes === null ? null : policy.minutes + extraMinutes,
    daysBetween: policy.daysBetween,
    attempts: policy.attempts,
    used: standing.used,
    left: standing.left,
    extraAttempts: permissions.filter(({ kind }) => kind === "extra-attempt").length,
    extraMinutes,
    may: open ? (standing.kind === "resume" ? "resume" : "start") : null,
    resumeId: standing.kind === "resume" ? standing.attemptId : null,
    why: open ? null : standing.kind === "closed" ? whyClosed(standing) : barred,
    passed: attempts.some(isPass),
    tries: attempts.map(tryView).reverse(),
  };
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
