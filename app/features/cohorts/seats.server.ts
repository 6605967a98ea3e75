import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, sql, type Tx } from "#app/infra/db.server.ts";
import type { Seats } from "./seats.ts";

/**
 * Nobody else who asks for a seat in this cohort goes on until this transaction ends: of two who want the last one, the
 * second waits, and then finds it taken.
 */
export async function holdSeats(tx: Tx, cohortId: string): Promise<void> {
  await tx.$executeRaw(sql`UPDATE "Cohort" SET "id" = "id" WHERE "id" = ${cohortId}`);
}

/** For the page that shows them. */
export const seatsShown = (cohortId: string): Promise<Seats | null> => seatsOf(db, cohortId);

/** Null where the cohort has no published call, and so no number of seats. */
export async function seatsOf(tx: Tx, cohortId: string): Promise<Seats | null> {
  const call = await tx.call.findFirst({
    where: { cohortId, publishedAt: { not: null } },
    select: { id: true, seats: true, cohort: { select: { id: true, timeZone: true } } },
  });
  return call && { of: call.seats, taken: await seatsTaken(tx, call) };
}

type CallOfSeats = { id: string; cohort: { id: string; timeZone: string } };

/** Enrolled, or offered and not lapsed. Offers that are made anew in the same act do not take a second seat. */
export async function seatsTaken(
  tx: Tx,
  call: CallOfSeats,
  madeAnew: readonly string[] = [],
): Promise<number> {
  const enrolled = await tx.enrolment.count({
    where: {
      cohortId: call.cohort.id,
      status: { notIn: SEATLESS },
    },
  });
  const offered = await tx.application.count({
    where: {
      id: { notIn: [...madeAnew] },
      callId: call.id,
      state: "offered",
      replyBy: { gte: today(call.cohort.timeZone) },
    },
  });
  return enrolled + offered;
}
