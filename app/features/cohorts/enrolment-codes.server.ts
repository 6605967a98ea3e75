import { recordAudit } from "#app/features/audit/record.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { isLearning, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newCode } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsInReach } from "./cohort-scope.server.ts";
import { CODE_LETTERS, isOpen, readEnrolmentCode } from "./enrolment-code.ts";
import { holdSeats, seatsOf } from "./seats.server.ts";
import { maySeat } from "./seats.ts";

/** Codes a network may try in a minute: a hall full of people at one address, too few to find a code by trying. */
export const secondsToTryAgain = limitPerNetwork(200, 60);

/** The code of a cohort, as whoever runs it sees it. */
export const codeOf = (cohortId: string) =>
  db.enrolmentCode.findUnique({
    where: { cohortId },
    select: { code: true, closesOn: true, seats: true, used: true },
  });

/** A new code; the one before lets nobody in any more. */
export async function makeCode(
  actor: Actor,
  cohortId: string,
  input: { closesOn: string; seats: number | null },
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    await holdSeats(tx, cohortId);
    const where = { AND: [{ id: cohortId }, cohortsInReach(actor)] };
    const cohort = await tx.cohort.findFirst({ where, select: { closedAt: true, timeZone: true } });
    if (!cohort) return null;
    if (cohort.closedAt) return refuse("cohort.closed");
    if (input.closesOn < today(cohort.timeZone)) return refuse("cohort.code-day-is-over");
    await tx.enrolmentCode.deleteMany({ where: { cohortId } });
    const made = { code: newCode(CODE_LETTERS), createdBy: actor.personId, createdAt: now(), used: 0 };
    await tx.enrolmentCode.create({ data: { cohortId, ...input, ...made } });
    await recordAudit(tx, actor, "cohort.code-made", { kind: "cohort", id: cohortId }, input);
    return ok(undefined);
  });
}

export async function endCode(actor: Actor, cohortId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.enrolmentCode.deleteMany({
      where: { cohortId, cohort: cohortsInReach(actor) },
    });
    if (count > 0) await recordAudit(tx, actor, "cohort.code-ended", { kind: "cohort", id: cohortId });
  });
}

const COHORT = {
  id: true,
  name: true,
  place: true,
  startDate: true,
  endDate: true,
  timeZone: true,
  closedAt: true,
  courseVersionId: true,
} satisfies Prisma.CohortSelect;

/** An open code with its cohort; null for one that is unknown, is over, or belongs to a closed cohort. */
async function openCode(tx: Tx, typed: string) {
  const code = readEnrolmentCode(typed);
  const found =
    code === null
      ? null
      : await tx.enrolmentCode.findUnique({ where: { code }, include: { cohort: { select: COHORT } } });
  if (!found) return null;
  const { closesOn, cohort } = found;
  const facts = { closesOn, cohortClosed: cohort.closedAt !== null, today: today(cohort.timeZone) };
  return isOpen(facts) ? found : null;
}

/** What a learner sees before they come in. */
export async function lookAtCode(typed: string) {
  const found = await openCode(db, typed);
  if (!found) return null;
  const { name, place, startDate, endDate } = found.cohort;
  return { code: found.code, closesOn: found.closesOn, cohort: { name, place, startDate, endDate } };
}

export type CameIn = { enrolmentId: string; chooses: boolean };

/** Comes into the cohort by its code, within its seats and the code's own. Null: no such code, or not any more. */
export async function comeInByCode(actor: Actor, typed: string): Promise<Result<CameIn> | null> {
  const came = await inTransaction((tx) => comeIn(tx, actor, typed));
  if (!came?.ok) return came;
  const { enrolmentId, courseVersionId, isNew } = came.value;
  const version = await courseVersion(courseVersionId);
  return ok({ enrolmentId, chooses: isNew && version?.outline.selection !== null });
}

async function comeIn(tx: Tx, actor: Actor, typed: string) {
  const { personId } = actor;
  const before = await openCode(tx, typed);
  if (!before) return null;
  await holdSeats(tx, before.cohortId);
  const found = await openCode(tx, typed); // as it is now that nobody else goes on
  if (!found) return null;
  const { cohortId, cohort } = found;
  const { courseVersionId } = cohort;
  const there = await tx.enrolment.findUnique({ where: { personId_cohortId: { personId, cohortId } } });
  if (there && isLearning(there.status as EnrolmentStatus))
    return ok({ enrolmentId: there.id, courseVersionId, isNew: false });
  // Who left, or was taken out, comes back by a person and not by a poster.
  if (there) return refuse("cohort.code-been-here");
  const seats = found.seats === null ? null : { of: found.seats, taken: found.used };
  for (const each of [seats, await seatsOf(tx, cohortId)]) {
    const seated = maySeat(each, 1);
    if (!seated.ok) return seated;
  }
  const { enrolmentId } = await enrol(tx, actor, { personId, cohortId, courseVersionId });
  await tx.enrolmentCode.update({ where: { cohortId }, data: { used: { increment: 1 } } });
  return ok({ enrolmentId, courseVersionId, isNew: true });
}
