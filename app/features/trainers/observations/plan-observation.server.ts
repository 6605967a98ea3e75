import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok } from "#app/lib/result.ts";
import {
  assessorFor,
  assigned,
  mayHaveObserved,
  not,
  goingOn,
  openFor,
  tellAssessor,
  type Planned,
} from "./ask-assessor.server.ts";
import type { NewObservation, SecondRater } from "./observation-forms.ts";
import type { ObservedFor } from "./observation.ts";
import { holdObservation, OPEN_RATING } from "./observations.server.ts";
import { holdObserved, whereFor } from "./observed.server.ts";

/* An officer has somebody observed: when, where, by whom; a second time by somebody else. */

/** Sessions they train in: what is chosen from instead of a day and a place in words. */
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
  of: ObservedFor,
  asked: NewObservation,
  draw: number,
): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    await holdObserved(tx, of);
    const may = await openFor(tx, actor, of);
    if (!may?.ok) return may && not(may.reason);
    const open = may.value;
    const where = await whenAndWhere(tx, open.personId, asked);
    if (!where) return not({ key: "observation.whenAndWhere" });
    const isPast = (day: CalendarDay) => open.since !== null && day < open.since;
    if (isPast(where.day)) return not({ key: "candidacy.beforeStage", params: { day: open.since! } });
    const assessor = await assessorFor(tx, open, asked, where.day);
    if (!assessor.ok) return assessor;
    const before = await tx.observation.findFirst({ where: whereFor(of), orderBy: { id: "desc" } });
    if (before && before.cancelledAt === null && before.settledAt === null && !isPast(before.day))
      return not({ key: "observation.oneAtATime" });
    if (asked.source === "video" && !open.onVideo) return not({ key: "observation.liveOnly" });
    if (open.seen) return not({ key: "observation.seenAlready" });
    const [id, ratingId] = [newId(), newId()];
    const { person, exception } = assessor.value;
    const { source, video } = asked;
    const first = { id: ratingId, turn: 1, assessorId: person.id, source, video, exception } as const;
    await tx.observation.create({
      data: {
        id,
        personId: open.personId,
        ...whereFor(of),
        ...where,
        draw: before?.cancelledAt ? before.draw : draw,
        plannedBy: actor.personId,
        plannedAt: now(),
        ratings: { create: assigned(actor, first) },
      },
    });
    await recordAudit(tx, actor, "observation.planned", of, { observation: id, excepted: exception !== "" });
    await tellAssessor(tx, person, { ratingId, of: open, ...where });
    return ok(id);
  });

/** A second assessor, who is shown nothing of the first rating's scores before their own are signed. Null: not the actor's. */
export async function assignSecond(
  actor: Actor,
  of: ObservedFor,
  asked: SecondRater,
): Promise<Planned | null> {
  try {
    return await inTransaction(async (tx) => {
      const may = await goingOn(tx, actor, of);
      if (!may?.ok) return may && not(may.reason);
      const open = may.value;
      const { observationId, source, video } = asked;
      await holdObservation(tx, observationId);
      const row = await tx.observation.findFirst({
        where: { id: observationId, ...whereFor(of), cancelledAt: null, settledAt: null },
        include: { ratings: { where: OPEN_RATING } },
      });
      if (!row || row.ratings.length > 1) return not({ key: "changed-meanwhile" });
      const assessor = await assessorFor(tx, open, asked, row.day, row.ratings);
      if (!assessor.ok) return assessor;
      const { person, exception } = assessor.value;
      const ratingId = newId();
      const second = { id: ratingId, turn: 2, assessorId: person.id, source, video, exception };
      await tx.observationRating.create({ data: { ...assigned(actor, second), observationId } });
      await recordAudit(tx, actor, "observation.second", of, {
        observation: observationId,
        excepted: exception !== "",
      });
      await tellAssessor(tx, person, { ratingId, of: open, day: row.day, place: row.place });
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
  of: ObservedFor,
  { observationId, reason }: { observationId: string; reason: string },
): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    const may = await mayHaveObserved(tx, actor, of);
    if (!may?.ok) return may && not(may.reason);
    await holdObservation(tx, observationId);
    const { count } = await tx.observation.updateMany({
      // Signed, it is what somebody saw: then it is settled, not made away with, unless it is of an earlier round.
      where: {
        id: observationId,
        ...whereFor(of),
        cancelledAt: null,
        settledAt: null,
        OR: [
          { ratings: { none: { signedAt: { not: null } } } },
          ...(may.value.since === null ? [] : [{ day: { lt: may.value.since } }]),
        ],
      },
      data: { cancelledAt: now(), cancelReason: reason },
    });
    if (count === 0) return not({ key: "observation.notCancelled" });
    await recordAudit(tx, actor, "observation.cancelled", of, { observation: observationId });
    return ok(observationId);
  });
