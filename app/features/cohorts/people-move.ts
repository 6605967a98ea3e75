import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { isLearning, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";

/*
 * People move: to another cohort of the same course version with everything they have done, or their seat goes to somebody
 * else before the course begins. An enrolment is the same before and after, so nothing it holds is counted twice.
 */

export type Seat = {
  status: EnrolmentStatus;
  courseVersionId: string;
  cohortId: string;
  startDate: CalendarDay;
  closed: boolean;
  /** Anything done in the course: then it is theirs. */
  begun: boolean;
};

export type Target = { id: string; courseVersionId: string; closed: boolean; alreadyThere: boolean };

export function mayTransfer(seat: Seat, target: Target): Result<void> {
  const deferred = seat.status === "deferred"; // it may wait beyond the end of its own cohort
  if ((seat.closed && !deferred) || target.closed) return refuse("cohort.closed");
  if (!deferred && !isLearning(seat.status)) return refuse("learning.enrolment-cannot-move");
  if (target.id === seat.cohortId) return refuse("move.same-cohort");
  if (target.courseVersionId !== seat.courseVersionId) return refuse("move.other-version");
  if (target.alreadyThere) return refuse("move.already-there");
  return ok(undefined);
}

export function maySubstitute(seat: Seat, other: { enrolled: boolean }, today: CalendarDay): Result<void> {
  if (seat.closed) return refuse("cohort.closed");
  if (!isLearning(seat.status)) return refuse("learning.enrolment-cannot-move");
  if (seat.startDate <= today) return refuse("move.has-begun");
  if (seat.begun) return refuse("move.has-worked");
  if (other.enrolled) return refuse("move.already-there");
  return ok(undefined);
}
