import { recordAudit } from "#app/features/audit/record.server.ts";
import { becomesTrainerOf } from "#app/features/identity/person-roles.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { SessionForm } from "./attendance-forms.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import {
  clashesOf,
  DELIVERS,
  TRAINER_ROLES,
  type Clash,
  type Occupied,
  type TrainerRole,
} from "./session.ts";

export type SessionTrainer = { id: string; name: string; role: TrainerRole };
export type SessionFacts = {
  id: string;
  date: string;
  part: "am" | "pm";
  title: string;
  contactMinutes: number;
  startsAt: string;
  room: string;
  modules: string[];
  verified: boolean;
  trainers: SessionTrainer[];
};

const SELECT = {
  id: true,
  date: true,
  part: true,
  title: true,
  contactMinutes: true,
  startsAt: true,
  room: true,
  modules: true,
  verifiedAt: true,
  trainers: { select: { personId: true, role: true, person: { select: { name: true } } } },
} as const;
type Row = Prisma.HalfDayGetPayload<{ select: typeof SELECT }>;

const factsOf = ({ verifiedAt, modules, trainers, part, ...row }: Row): SessionFacts => ({
  ...row,
  part: part as "am" | "pm",
  modules: JSON.parse(modules) as string[],
  verified: verifiedAt !== null,
  trainers: trainers
    .map(({ personId, role, person }) => ({ id: personId, name: person.name, role: role as TrainerRole }))
    .sort(
      (a, b) => TRAINER_ROLES.indexOf(a.role) - TRAINER_ROLES.indexOf(b.role) || (a.name < b.name ? -1 : 1),
    ),
});

/** The sessions of a cohort the caller has found within reach. */
export async function sessionsOf(cohortId: string): Promise<SessionFacts[]> {
  const rows = await db.halfDay.findMany({
    where: { cohortId },
    orderBy: [{ date: "asc" }, { part: "asc" }],
    select: SELECT,
  });
  return rows.map(factsOf);
}

export async function findSession(cohortId: string, halfDayId: string): Promise<SessionFacts | null> {
  const row = await db.halfDay.findFirst({ where: { id: halfDayId, cohortId }, select: SELECT });
  return row && factsOf(row);
}

/** What these sessions share a trainer or a room with at the same time, in any cohort. */
export async function clashesAmong(
  sessions: readonly SessionFacts[],
  cohort: { name: string; timeZone: string },
): Promise<Map<string, Clash[]>> {
  const [first, last] = [sessions.at(0), sessions.at(-1)];
  if (!first || !last) return new Map();
  const rows = await db.halfDay.findMany({
    // A day more on both sides: zones differ by up to a day.
    where: { date: { gte: addDays(first.date, -1), lte: addDays(last.date, 1) }, startsAt: { not: "" } },
    select: { ...SELECT, cohort: { select: { name: true, timeZone: true } } },
  });
  const all = rows.map(({ cohort: own, ...row }) => occupied(factsOf(row), own));
  return new Map(sessions.map((session) => [session.id, clashesOf(occupied(session, cohort), all)]));
}

const occupied = (
  session: SessionFacts,
  { name, timeZone }: { name: string; timeZone: string },
): Occupied => ({
  ...session,
  timeZone,
  cohort: name,
});

/** Who may stand on a session: everybody who is a trainer somewhere. */
export async function trainersToAssign(): Promise<{ id: string; name: string }[]> {
  return db.person.findMany({
    where: { deactivatedAt: null, roles: { some: { role: "trainer", endedAt: null } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: 500,
  });
}

/** A session with who stands on it, before or after it is planned. */
export type PlannedSession = {
  id: string;
  date: string;
  modules: readonly string[];
  trainers: readonly { id: string; role: string }[];
};

/** Whether people may stand on sessions as it becomes: what a later feature knows of trainers. */
export type StandCheck = (
  tx: Tx,
  cohortId: string,
  before: readonly PlannedSession[],
  after: readonly PlannedSession[],
) => Promise<Result<void>>;
export const ANYBODY: StandCheck = async () => ok(undefined);

/**
 * Plans one session. Who has delivered a half-day that is verified stays on it: a trainer who is replaced keeps the hours
 * they gave. Who comes to deliver may from now on take attendance in this cohort.
 */
export async function planSession(
  actor: Actor,
  cohortId: string,
  halfDayId: string,
  form: SessionForm,
  mayStand: StandCheck = ANYBODY,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const halfDay = await tx.halfDay.findFirst({
      where: { id: halfDayId, cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
      select: {
        date: true,
        modules: true,
        verifiedAt: true,
        contactMinutes: true,
        trainers: { select: { personId: true, role: true } },
      },
    });
    if (!halfDay) return refuse("cohort.closed");
    const wanted = new Map(form.trainers.map(({ id, role }) => [id, role]));
    const same =
      wanted.size === halfDay.trainers.length &&
      halfDay.trainers.every(({ personId, role }) => wanted.get(personId) === role);
    if (halfDay.verifiedAt && (!same || form.contactMinutes !== halfDay.contactMinutes))
      return refuse("calendar.delivered");
    const { title, startsAt, room, modules, contactMinutes } = form;
    if (!same) {
      const { date } = halfDay;
      const before = {
        id: halfDayId,
        date,
        modules: JSON.parse(halfDay.modules) as string[],
        trainers: halfDay.trainers.map(({ personId, role }) => ({ id: personId, role })),
      };
      const after = { id: halfDayId, date, modules, trainers: form.trainers };
      const may = await mayStand(tx, cohortId, [before], [after]);
      if (!may.ok) return may;
    }
    await tx.halfDay.update({
      where: { id: halfDayId },
      data: { title, startsAt, room, contactMinutes, modules: JSON.stringify(modules) },
    });
    if (!same) await replaceTrainers(tx, actor, cohortId, halfDayId, wanted);
    await recordAudit(
      tx,
      actor,
      "calendar.session-planned",
      { kind: "half-day", id: halfDayId },
      { cohortId, trainers: Object.fromEntries(wanted) },
    );
    return ok(undefined);
  });
}

async function replaceTrainers(
  tx: Tx,
  actor: Actor,
  cohortId: string,
  halfDayId: string,
  wanted: Map<string, TrainerRole>,
): Promise<void> {
  const known = await tx.person.findMany({
    where: { id: { in: [...wanted.keys()] }, roles: { some: { role: "trainer", endedAt: null } } },
    select: { id: true },
  });
  await tx.halfDayTrainer.deleteMany({ where: { halfDayId } });
  await tx.halfDayTrainer.createMany({
    data: known.map(({ id: personId }) => ({ halfDayId, personId, role: wanted.get(personId)! })),
  });
  for (const { id } of known)
    if (DELIVERS.includes(wanted.get(id)!)) await becomesTrainerOf(tx, actor, id, cohortId);
}
