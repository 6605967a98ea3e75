import type { AssessmentPolicy } from "#app/features/catalogue/course-outline.ts";

/* An attempt is one sitting of one assessment by one person (domain §6.1, no. 29). Instants are milliseconds. */

export const ATTEMPT_STATES = ["in-progress", "submitted", "graded", "voided"] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

export type AttemptFacts = {
  id: string;
  number: number;
  state: AttemptState;
  startedAt: number;
  deadlineAt: number | null;
  submittedAt: number | null;
  points: number | null;
  maxPoints: number;
  passed: boolean | null;
  practice: boolean;
};

export const PERMISSION_KINDS = ["extra-attempt", "extra-minutes", "reopen"] as const;
export type PermissionKind = (typeof PERMISSION_KINDS)[number];
export type PermissionFacts = { kind: PermissionKind; minutes: number };

const MINUTE = 60_000;

/** A clock is read once by the caller: the instant, and the civil day it is where the cohort sits. */
export type Clock = { now: number; today: string; timeZone: string };

export const isRunning = ({ state, deadlineAt }: AttemptFacts, now: number): boolean =>
  state === "in-progress" && (deadlineAt === null || now < deadlineAt);

/** Time is up but nobody has looked yet: it is handed in, with what was saved, when next looked at. */
export const hasExpired = ({ state, deadlineAt }: AttemptFacts, now: number): boolean =>
  state === "in-progress" && deadlineAt !== null && now >= deadlineAt;

/** A real pass: practice never counts (see counting.ts). */
export const isPass = ({ state, passed, practice }: AttemptFacts): boolean =>
  state === "graded" && passed === true && !practice;

export const extraMinutesIn = (permissions: readonly PermissionFacts[]): number =>
  permissions.reduce((sum, { kind, minutes }) => (kind === "extra-minutes" ? sum + minutes : sum), 0);

/** Start + minutes + what a trainer granted; no deadline where the policy has no limit. */
export function deadlineFor(
  { minutes }: AssessmentPolicy,
  permissions: readonly PermissionFacts[],
  startedAt: number,
): number | null {
  return minutes === null ? null : startedAt + (minutes + extraMinutesIn(permissions)) * MINUTE;
}
