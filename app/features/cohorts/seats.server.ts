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
    select: { id: true, seats: true, cohort: { select: { timeZone: true } } },
  });
  if (!call) return null;
  const enrolled = await tx.enrolment.count({
    where: { cohortId, status: { notIn: ["withdrawn", "no-show"] } },
  });
  const offered = await tx.application.count({
    where: { callId: call.id, state: "offered", replyBy: { gte: today(call.cohort.timeZone) } },
  });
  return { of: call.seats, taken: enrolled + offered };
}
