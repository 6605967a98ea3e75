import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, sql, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Refusal } from "#app/lib/result.ts";
import { stageOf } from "./candidacy.ts";
import {
  around,
  loadCandidacy,
  readFile,
  type ReadFile,
  type StoredCandidacy,
} from "./candidacy-file.server.ts";
import { writesAs } from "./candidacy-records.ts";
import { partsIn } from "./candidacy-scope.server.ts";
import type { Bar } from "./impartiality.ts";
import { barsOn } from "./judges.server.ts";
import type { NewObservation } from "./observation-forms.ts";
import { holdObservation } from "./observations.server.ts";
import type { Source } from "./observation.ts";

/* An officer has a candidate observed: when, where, by whom; a second time by somebody else. */

export type Planned = { ok: true; value: string } | { ok: false; reason: Refusal; bars: readonly Bar[] };
const not = (reason: Refusal, bars: readonly Bar[] = []): Planned => ({ ok: false, reason, bars });

type Open = { row: StoredCandidacy; read: ReadFile };

/** The candidacy, for an officer who is not the candidate, while it is in a stage that is observed. Null: not theirs. */
async function openFor(tx: Tx, actor: Actor, candidacyId: string): Promise<Open | Planned | null> {
  const held = await partsIn(actor, candidacyId, tx);
  if (!held.includes("officer")) return null;
  if (held.includes("candidate")) return not({ key: "candidacy.ownRecord" });
  const row = (await loadCandidacy({ id: candidacyId }, tx))!;
  const read = await readFile(row, tx);
  const stage = stageOf(read.scheme, read.file.candidacy.state);
  if (!stage || writesAs("observation", stage, ["master-trainer"]) === null)
    return not({ key: "observation.notNow" });
  return { row, read };
}

/** Assessors of the programme. */
export const assessorsOf = (programme: string): Prisma.PersonWhereInput => ({
  deactivatedAt: null,
  roles: {
    some: {
      role: "assessor",
      endedAt: null,
      OR: [{ scopeKind: "all" }, { scopeKind: "programme", scopeId: programme }],
    },
  },
});

type Reader = Prisma.PersonGetPayload<{
  select: { id: true; name: true; email: true; locale: true; timeZone: true };
}>;

/** The assessor, or why they may not rate this candidate on that day. */
async function assessorFor(
  tx: Tx,
  { row, read }: Open,
  assessorId: string,
  day: CalendarDay,
): Promise<{ ok: true; value: Reader } | { ok: false; reason: Refusal; bars: readonly Bar[] }> {
  const person = await tx.person.findFirst({
    where: { AND: [{ id: assessorId }, assessorsOf(row.programme)] },
    select: { id: true, name: true, email: true, locale: true, timeZone: true },
  });
  if (!person) return { ...refuse("observation.noAssessor"), bars: [] };
  const bars = await barsOn("assess", assessorId, around(row, read.scheme, read.history, true), day, tx);
  return bars.length > 0 ? { ...refuse("candidacy.barred"), bars } : ok(person);
}

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

/** Of two who plan at once one waits, and then sees what the other planned. */
const holdCandidacy = (tx: Tx, id: string) =>
  tx.$executeRaw(sql`UPDATE "Candidacy" SET "id" = "id" WHERE "id" = ${id}`);

/** Null: not the actor's. `draw` is from 0 to 9999; a cancelled plan gives its own to the next, so nobody draws twice. */
export const planObservation = (
  actor: Actor,
  candidacyId: string,
  asked: NewObservation,
  draw: number,
): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    const open = await openFor(tx, actor, candidacyId);
    if (!open || "ok" in open) return open;
    const where = await whenAndWhere(tx, open.row.personId, asked);
    if (!where) return not({ key: "observation.whenAndWhere" });
    const assessor = await assessorFor(tx, open, asked.assessorId, where.day);
    if (!assessor.ok) return assessor;
    await holdCandidacy(tx, candidacyId);
    const before = await tx.observation.findFirst({ where: { candidacyId }, orderBy: { id: "desc" } });
    if (before && before.cancelledAt === null && before.settledAt === null)
      return not({ key: "observation.oneAtATime" });
    const [id, ratingId] = [newId(), newId()];
    await tx.observation.create({
      data: {
        id,
        candidacyId,
        ...where,
        draw: before?.cancelledAt ? before.draw : draw,
        plannedBy: actor.personId,
        plannedAt: now(),
        ratings: { create: rating(actor, ratingId, 1, asked.assessorId, "live") },
      },
    });
    await recordAudit(
      tx,
      actor,
      "observation.planned",
      { kind: "candidacy", id: candidacyId },
      { observation: id },
    );
    await tellAssessor(tx, assessor.value, ratingId, open.row, where);
    return ok(id);
  });

const rating = (actor: Actor, id: string, turn: number, assessorId: string, source: Source) => ({
  id,
  turn,
  assessorId,
  source,
  assignedBy: actor.personId,
  assignedAt: now(),
});

/** A second assessor, who is shown nothing of the first rating before their own is signed. Null: not the actor's. */
export async function assignSecond(
  actor: Actor,
  candidacyId: string,
  asked: { observationId: string; assessorId: string; source: Source },
): Promise<Planned | null> {
  try {
    return await inTransaction(async (tx) => {
      const open = await openFor(tx, actor, candidacyId);
      if (!open || "ok" in open) return open;
      const { observationId, assessorId, source } = asked;
      await holdObservation(tx, observationId);
      const row = await tx.observation.findFirst({
        where: { id: observationId, candidacyId, cancelledAt: null, settledAt: null },
        include: { ratings: true },
      });
      if (!row || row.ratings.length > 1) return not({ key: "changed-meanwhile" });
      if (row.ratings.some((each) => each.assessorId === assessorId))
        return not({ key: "observation.another" });
      const assessor = await assessorFor(tx, open, assessorId, row.day);
      if (!assessor.ok) return assessor;
      const ratingId = newId();
      await tx.observationRating.create({
        data: { ...rating(actor, ratingId, 2, assessorId, source), observationId },
      });
      const about = { kind: "candidacy", id: candidacyId } as const;
      await recordAudit(tx, actor, "observation.second", about, { observation: observationId });
      await tellAssessor(tx, assessor.value, ratingId, open.row, row);
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

async function tellAssessor(
  tx: Tx,
  { id: personId, name, email, locale, timeZone }: Reader,
  ratingId: string,
  row: StoredCandidacy,
  { day, place }: { day: CalendarDay; place: string },
): Promise<void> {
  const { t, date } = wordsFor(locale, timeZone);
  const action = paths.rating(ratingId);
  const params = { name, candidate: row.person.name, day: date(day), place, link: linkTo(action) };
  await notify(tx, {
    key: `observation-assigned:${ratingId}`,
    personId,
    address: email,
    kind: "observation-assigned",
    action,
    locale,
    subject: t("observation.mail.assignedSubject", params),
    body: t("observation.mail.assigned", params),
  });
}
