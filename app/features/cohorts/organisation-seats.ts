import { isSeated, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The seats an organisation has in a course, over all its cohorts. A training head enrols within them; who runs the
 * programme may go beyond, and it shows. One seat a person, however often they begin the course.
 */

export type OrganisationSeats = { of: number; used: number };

export type Holding = {
  personId: string;
  status: EnrolmentStatus;
  /** The civil day, UTC. */
  enrolledOn: string;
  /** When the person worked for the organisation. */
  worked: { from: string; until: string | null }[];
};

/** Who worked there on the day of the enrolment holds a seat of it, also after changing employers, until leaving the course. */
export const holdsSeat = ({ status, enrolledOn, worked }: Holding): boolean =>
  isSeated(status) &&
  worked.some(({ from, until }) => from <= enrolledOn && (until === null || enrolledOn <= until));

export const peopleSeated = (holdings: readonly Holding[]): Set<string> =>
  new Set(holdings.filter(holdsSeat).map(({ personId }) => personId));

/** All who come find a seat of their organisation's, or nobody is enrolled. Null: no number was agreed. */
export function mayTakeSeats(seats: OrganisationSeats | null, coming: number): Result<void> {
  if (seats === null || coming === 0) return ok(undefined);
  const left = Math.max(0, seats.of - seats.used);
  return coming <= left
    ? ok(undefined)
    : refuse("cohort.no-organisation-seats", { count: left, of: seats.of });
}
