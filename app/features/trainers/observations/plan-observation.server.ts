import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { ok } from "#app/lib/result.ts";
import {
  assessorFor,
  assigned,
  not,
  openFor,
  tellAssessor,
  type Planned,
} from "#app/features/trainers/candidacies/ask-assessor.server.ts";
import { holdCandidacy } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { partsIn } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { NOTHING_YET } from "#app/features/trainers/schemes/requirements.ts";
import type { NewObservation, SecondRater } from "./observation-forms.ts";
import { leftToObserve } from "./observation.ts";
import { holdObservation, OPEN_RATING } from "./observations.server.ts";

/* An officer has a candidate observed: when, where, by whom; a second time by somebody else. */

/** Sessions the candidate trains in: what is chosen from instead of a day and a place in words. */
export const sessionsOf = (personId: string): Prisma.HalfDayWhereInput => ({
  trainers: { some: { personId, role: { not: "observer" } } },
});

async function whenAndWhere(tx: Tx, personId: string, { halfDayId, day, place }: NewObservation) {
  if (halfDayId !== "") {
    const session = await tx.halfDay.findFirst({
      where: { AND: [{ id: halfDayId }, sessionsOf(personId)] },
      select: { id: true, date: true, room: true, cohort: { select: { name: true } } },
    });
    return session && { day: session.date, place: session.cohort.name, halfDayId: session.id };
  }
  return isCalendarDay(day) && place !== "" ? { day, place, halfDayId: null } : null;
}

/** Null: not the actor's. `draw` is from 0 to 9999; a cancelled plan gives its own to the next, so nobody draws twice. */
export const planObservation = (
  actor: Actor,
  candidacyId: string,
  asked: NewObservation,
  draw: number,
): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    await holdCandidacy(tx, candidacyId);
    const open = await openFor(tx, actor, candidacyId);
    if (!open || "ok" in open) return open;
    const where = await whenAndWhere(tx, open.row.personId, asked);
    if (!where) return not({ key: "observation.whenAndWhere" });
    const assessor = await assessorFor(tx, open, asked, where.day);
    if (!assessor.ok) return assessor;
    const before = await tx.observation.findFirst({ where: { candidacyId }, orderBy: { id: "desc" } });
    if (before && before.cancelledAt === null && before.settledAt === null)
      return not({ key: "observation.oneAtATime" });
    const { scheme, file } = open.read;
    const facts = file.facts.stages[file.candidacy.state] ?? NOTHING_YET;
    if (!leftToObserve(scheme, facts)) return not({ key: "observation.seenAlready" });
    const [id, ratingId] = [newId(), newId()];
    const { person, exception } = assessor.value;
    const first = { id: ratingId, turn: 1, assessorId: person.id, source: "live", exception } as const;
    await tx.observation.create({
      data: {
        id,
        candidacyId,
        ...where,
        draw: before?.cancelledAt ? before.draw : draw,
        plannedBy: actor.personId,
        plannedAt: now(),
        ratings: { create: assigned(actor, first) },
      },
    });
    await recordAudit(
      tx,
      actor,
      "observation.planned",
      { kind: "candidacy", id: candidacyId },
      { observation: id, excepted: exception !== "" },
    );
    await tellAssessor(tx, person, { ratingId, row: open.row, ...where });
    return ok(id);
  });

/** A second assessor, who is shown nothing of the first rating's scores before their own are signed. Null: not the actor's. */
export async function assignSecond(
  actor: Actor,
  candidacyId: string,
  asked: SecondRater,
): Promise<Planned | null> {
  try {
    return await inTransaction(async (tx) => {
      const open = await openFor(tx, actor, candidacyId);
      if (!open || "ok" in open) return open;
      const { observationId, assessorId, source, video } = asked;
      await holdObservation(tx, observationId);
      const row = await tx.observation.findFirst({
        where: { id: observationId, candidacyId, cancelledAt: null, settledAt: null },
        include: { ratings: { where: OPEN_RATING } },
      });
      if (!row || row.ratings.length > 1) return not({ key: "changed-meanwhile" });
      if (row.ratings.some((each) => each.assessorId === assessorId))
        return not({ key: "observation.another" });
      const assessor = await assessorFor(tx, open, asked, row.day, row.ratings);
      if (!assessor.ok) return assessor;
      const { person, exception } = assessor.value;
      const ratingId = newId();
      const second = { id: ratingId, turn: 2, assessorId, source, video, exception };
      await tx.observationRating.create({ data: { ...assigned(actor, second), observationId } });
      await recordAudit(
        tx,
        actor,
        "observation.second",
        { kind: "candidacy", id: candidacyId },
        { observation: observationId, excepted: exception !== "" },
      );
      await tellAssessor(tx, person, { ratingId, row: open.row, day: row.day, place: row.place });
      return ok(observationId);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return not({ key: "changed-meanwhile" });
    throw error;
  }
}

/** What was noted stays where it is; nothing of it counts. Null: not the actor's. */
export const cancelObservation = (
  actor: Actor,
  candidacyId: string,
  { observationId, reason }: { observationId: string; reason: string },
): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    const held = await partsIn(actor, candidacyId, tx);
    if (!held.includes("officer")) return null;
    if (held.includes("candidate")) return not({ key: "candidacy.ownRecord" });
    await holdObservation(tx, observationId);
    const { count } = await tx.observation.updateMany({
      // Signed, it is what somebody saw: then it is settled, not made away with.
      where: {
        id: observationId,
        candidacyId,
        cancelledAt: null,
        settledAt: null,
        ratings: { none: { signedAt: { not: null } } },
      },
      data: { cancelledAt: now(), cancelReason: reason },
    });
    if (count === 0) return not({ key: "observation.notCancelled" });
    const about = { kind: "candidacy", id: candidacyId } as const;
    await recordAudit(tx, actor, "observation.cancelled", about, { observation: observationId });
    return ok(observationId);
  });
