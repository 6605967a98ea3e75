import type { AssessmentPolicy } from "#app/features/catalogue/course-outline.ts";
import { addDays, dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import {
  hasExpired,
  isPass,
  isRunning,
  type AttemptFacts,
  type Clock,
  type PermissionFacts,
} from "./attempt.ts";

/*
 * May this person sit this assessment now, and if not, why and when again? Attempts, days between two of them
 * and minutes come from the course; a trainer may add to them with a reason (issue 2, §5).
 */

export type Standing =
  | { kind: "start"; number: number; used: number; left: number | null }
  | { kind: "resume"; attemptId: string; used: number; left: number | null }
  | { kind: "closed"; because: "passed" | "being-marked" | "used-up"; used: number; left: number | null }
  | { kind: "closed"; because: "too-soon"; from: CalendarDay; used: number; left: number | null };

/** Attempts allowed in all; null: as many as one likes. */
const allowedAttempts = ({ attempts }: AssessmentPolicy, permissions: readonly PermissionFacts[]) =>
  attempts === null ? null : attempts + permissions.filter(({ kind }) => kind === "extra-attempt").length;

/** Voided sittings and practice never used one up: they could not have led to a pass. */
const usesOne = ({ state, practice }: AttemptFacts) => state !== "voided" && !practice;

export function attemptStanding(
  policy: AssessmentPolicy,
  attempts: readonly AttemptFacts[],
  permissions: readonly PermissionFacts[],
  clock: Clock,
): Standing {
  const allowed = allowedAttempts(policy, permissions);
  const used = attempts.filter(usesOne).length;
  const left = allowed === null ? null : Math.max(0, allowed - used);
  const tally = { used, left };
  const running = attempts.find((attempt) => isRunning(attempt, clock.now));
  if (running) return { kind: "resume", attemptId: running.id, ...tally };
  if (attempts.some((attempt) => isBeingMarked(attempt, clock.now)))
    return { kind: "closed", because: "being-marked", ...tally };
  // Where attempts are free a passed quiz stays open for practice; where they are few nothing can be gained.
  if (left !== null && attempts.some(isPass)) return { kind: "closed", because: "passed", ...tally };
  if (left === 0) return { kind: "closed", because: "used-up", ...tally };
  const from = opensAgainOn(policy, attempts, clock);
  if (from !== null && from > clock.today) return { kind: "closed", because: "too-soon", from, ...tally };
  const number = Math.max(0, ...attempts.map((attempt) => attempt.number)) + 1;
  return { kind: "start", number, ...tally };
}

/** Why no attempt may start, for a sentence. */
export const whyClosed = (standing: Extract<Standing, { kind: "closed" }>): Refusal =>
  standing.because === "too-soon"
    ? { key: "learning.too-soon", params: { from: standing.from } }
    : { key: `learning.${standing.because}` };

/** Handed in by hand or by the clock, and not graded yet. */
const isBeingMarked = (attempt: AttemptFacts, now: number) =>
  attempt.state === "submitted" || hasExpired(attempt, now);

/** The first day another attempt may start, counted from the last one's day where the cohort sits. */
function opensAgainOn(
  { daysBetween }: AssessmentPolicy,
  attempts: readonly AttemptFacts[],
  { timeZone }: Clock,
): CalendarDay | null {
  const ended = attempts.filter(usesOne).map(({ submittedAt, startedAt }) => submittedAt ?? startedAt);
  if (ended.length === 0 || daysBetween === 0) return null;
  const last = Math.max(...ended);
  return addDays(dayIn(timeZone, { getTime: () => last }), daysBetween);
}

/**
 * Right answers and explanations: after handing in, but for the final only once nothing can be won by knowing
 * them, that is after a pass or when no attempt is left.
 */
export function showsAnswers(isFinal: boolean, attempt: AttemptFacts, standing: Standing): boolean {
  if (attempt.state !== "submitted" && attempt.state !== "graded") return false;
  if (!isFinal) return true;
  return standing.kind === "closed" && (standing.because === "passed" || standing.because === "used-up");
}

/** A trainer gives a sitting back: only the last one, not passed, and never once its answers were shown. */
export function mayReopen(
  isFinal: boolean,
  attempts: readonly AttemptFacts[],
  attemptId: string,
  standing: Standing,
): Result<AttemptFacts> {
  const attempt = attempts.find(({ id }) => id === attemptId);
  const newest = attempts.reduce<AttemptFacts | null>(
    (best, each) => (best && best.number > each.number ? best : each),
    null,
  );
  if (!attempt || attempt !== newest) return refuse("learning.reopen-not-the-last");
  if (attempt.state === "voided") return refuse("learning.reopen-voided");
  if (standing.kind === "resume") return refuse("learning.reopen-still-running");
  if (attempts.some(isPass)) return refuse("learning.reopen-passed");
  if (isFinal && showsAnswers(isFinal, attempt, standing)) return refuse("learning.reopen-answers-shown");
  return ok(attempt);
}
