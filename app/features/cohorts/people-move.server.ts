import { recordAudit } from "#app/features/audit/record.server.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { enrol, moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import { carryFee } from "./fees.server.ts";
import { enrollableBy } from "./enrol-people.server.ts";
import { writeToParticipant } from "./participant-letters.server.ts";
import { maySubstitute, mayTransfer, type Seat } from "./people-move.ts";
import { holdSeats, seatsOf } from "./seats.server.ts";
import { maySeat } from "./seats.ts";

export type OtherCohort = { id: string; name: string; startDate: string; endDate: string };

/** Where somebody of this cohort could go on: open cohorts of the same course version that the actor runs. */
export const otherCohorts = (
  actor: Actor,
  { id, version }: { id: string; version: { id: string } },
): Promise<OtherCohort[]> =>
  db.cohort.findMany({
    where: { AND: [{ id: { not: id }, courseVersionId: version.id, closedAt: null }, cohortsRunBy(actor)] },
    orderBy: [{ startDate: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, name: true, startDate: true, endDate: true },
  });

/** Who left has no seat here that a substitute could already hold. */
const SEAT_FREE = ["withdrawn", "no-show", "deferred"];

type Found = { seat: Seat; personId: string; timeZone: string };

async function seatOf(tx: Tx, actor: Actor, cohortId: string, enrolmentId: string): Promise<Found | null> {
  const enrolment = await tx.enrolment.findFirst({
    where: { id: enrolmentId, cohortId, cohort: cohortsRunBy(actor) },
    select: {
      status: true,
      personId: true,
      courseVersionId: true,
      cohort: { select: { startDate: true, closedAt: true, timeZone: true } },
      _count: { select: { unitMarks: true, attempts: true, goals: true, marks: true } },
    },
  });
  if (!enrolment) return null;
  const { cohort, personId, courseVersionId, _count } = enrolment;
  const seat = {
    status: enrolment.status as EnrolmentStatus,
    courseVersionId,
    cohortId,
    startDate: cohort.startDate,
    closed: cohort.closedAt !== null,
    begun: Object.values(_count).some((count) => count > 0),
  };
  return { seat, personId, timeZone: cohort.timeZone };
}

/** Moves an enrolment, with all that was done and marked in it, to another cohort the actor runs too. */
export async function transfer(
  actor: Actor,
  cohortId: string,
  enrolmentId: string,
  { toCohortId, reason }: { toCohortId: string; reason: string },
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const found = await seatOf(tx, actor, cohortId, enrolmentId);
    const target = await tx.cohort.findFirst({
      where: { AND: [{ id: toCohortId }, cohortsRunBy(actor)] },
      select: { id: true, courseVersionId: true, closedAt: true },
    });
    if (!found || !target) return refuse("cohort.closed");
    const there = await tx.enrolment.count({ where: { personId: found.personId, cohortId: toCohortId } });
    await holdSeats(tx, toCohortId);
    const { closedAt, ...facts } = target;
    const allowed = mayTransfer(found.seat, { ...facts, closed: closedAt !== null, alreadyThere: there > 0 });
    if (!allowed.ok) return allowed;
    const seated = maySeat(await seatsOf(tx, toCohortId), 1);
    if (!seated.ok) return seated;
    const deferred = found.seat.status === "deferred";
    const { count } = await tx.enrolment.updateMany({
      where: { id: enrolmentId, cohortId, status: found.seat.status },
      data: { cohortId: toCohortId, ...(deferred ? { status: "confirmed", endedAt: null } : {}) },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    const subject = { kind: "enrolment", id: enrolmentId };
    await recordAudit(tx, actor, "enrolment.transferred", subject, {
      from: cohortId,
      to: toCohortId,
      reason,
    });
    await writeToParticipant(tx, enrolmentId, "transferred", reason);
    return ok(undefined);
  });
}

/** Gives a seat to somebody else before the course begins: one leaves and the other comes, or neither. */
export async function substitute(
  actor: Actor,
  cohortId: string,
  enrolmentId: string,
  { identifier, reason }: { identifier: string; reason: string },
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const found = await seatOf(tx, actor, cohortId, enrolmentId);
    if (!found) return refuse("cohort.closed");
    const typed = identifier.trim();
    const person = await tx.person.findFirst({
      where: {
        AND: [
          typed.includes("@") ? { email: typed.toLowerCase() } : { username: fold(typed) },
          { deactivatedAt: null },
          enrollableBy(actor),
        ],
      },
      select: { id: true, enrolments: { where: { cohortId }, select: { status: true } } },
    });
    if (!person) return refuse("move.no-such-person");
    const enrolled = person.enrolments.some(({ status }) => !SEAT_FREE.includes(status));
    const allowed = maySubstitute(found.seat, { enrolled }, today(found.timeZone));
    if (!allowed.ok) return allowed;
    const detail = { reason, substitute: person.id };
    const left = await moveEnrolmentTo(tx, actor, enrolmentId, "withdrawn", detail);
    if (!left.ok) return left;
    const { courseVersionId } = found.seat;
    const come = await enrol(tx, actor, { personId: person.id, cohortId, courseVersionId });
    await carryFee(tx, enrolmentId, come.enrolmentId);
    await writeToParticipant(tx, enrolmentId, "withdrawn", reason);
    await writeToParticipant(tx, come.enrolmentId, "confirmed");
    return ok(undefined);
  });
}
