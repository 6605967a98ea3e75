import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The enrolment machine of domain §6.7, from confirmed onwards. Who withdrew or never came may be confirmed
 * again in the same cohort: the row is theirs for good, and nothing they did in it is lost.
 */

export const ENROLMENT_STATUSES = [
  "confirmed",
  "active",
  "completed",
  "participated",
  "failed",
  "withdrawn",
  "no-show",
  "deferred",
  "cancelled",
] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

const MOVES: Record<EnrolmentStatus, readonly EnrolmentStatus[]> = {
  confirmed: ["active", "withdrawn", "no-show", "deferred", "cancelled"],
  active: ["completed", "participated", "failed", "withdrawn", "no-show", "deferred", "cancelled"],
  completed: [],
  // A plan approved or a paper marked after the end still counts: one rises, and never falls.
  participated: ["completed"],
  failed: ["participated", "completed"],
  withdrawn: ["confirmed"],
  "no-show": ["confirmed"],
  // Put off: the work waits for a later cohort, or for their coming back to this one.
  deferred: ["confirmed", "withdrawn"],
  // The whole cohort was: nobody left, and nobody comes back to it.
  cancelled: [],
};

export const mayMove = (from: EnrolmentStatus, to: EnrolmentStatus): boolean => MOVES[from].includes(to);

/** The states one may come from to reach `to`: the guard of a compare-and-set. */
export const statesBefore = (to: EnrolmentStatus): EnrolmentStatus[] =>
  ENROLMENT_STATUSES.filter((from) => mayMove(from, to));

export const moveEnrolment = (from: EnrolmentStatus, to: EnrolmentStatus): Result<EnrolmentStatus> =>
  mayMove(from, to) ? ok(to) : refuse("learning.enrolment-cannot-move");

/** Progress is recorded and attempts are made only while the course runs for this person. */
export const isLearning = (status: EnrolmentStatus): boolean => status === "confirmed" || status === "active";

/** Who left, never came, put it off, or whose cohort was called off takes up no seat. */
export const SEATLESS: EnrolmentStatus[] = ["withdrawn", "no-show", "deferred", "cancelled"];
export const isSeated = (status: EnrolmentStatus): boolean => !SEATLESS.includes(status);

/** Who finished may read on; who left or never came may not. */
export const mayRead = (status: EnrolmentStatus): boolean => status !== "withdrawn" && status !== "no-show";

/** Absent from the first two half-days and from all since: proposed only, a person confirms it (domain §0a). */
export const proposesNoShow = (status: EnrolmentStatus, attendedHalfDays: readonly boolean[]): boolean =>
  isLearning(status) && attendedHalfDays.length >= 2 && !attendedHalfDays.some(Boolean);
