import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A cohort with a published call has the seats of the call; without one, whoever runs it takes as many as come. A seat
 * is taken by whoever is enrolled and has not left, and kept for an offer that still stands.
 */

export type Seats = { of: number; taken: number };

export const seatsLeft = ({ of, taken }: Seats): number => Math.max(0, of - taken);

/** All who come find a seat, or nobody is enrolled: nobody has to find out who was left over. */
export function maySeat(seats: Seats | null, coming: number): Result<void> {
  if (seats === null || coming === 0 || coming <= seatsLeft(seats)) return ok(undefined);
  return refuse("cohort.no-seats", { count: seatsLeft(seats) });
}
