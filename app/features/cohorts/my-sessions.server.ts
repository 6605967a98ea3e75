import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newSecret, sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { attendanceOf, type Attendance, type Mark } from "./attendance.ts";
import { marksOf } from "./participants.server.ts";
import { sessionsOf, type SessionFacts } from "./sessions.server.ts";
import { TRAINER_ROLES, type TrainerRole } from "./session.ts";

/** A session in somebody's own calendar: as a learner, or in a trainer's role. */
export type MySession = {
  id: string;
  cohortId: string;
  cohort: string;
  place: string;
  timeZone: string;
  date: CalendarDay;
  part: "am" | "pm";
  title: string;
  startsAt: string;
  contactMinutes: number;
  room: string;
  as: TrainerRole | "learner";
};

const MOST = 500;

/** Everything from a day on, the earliest first: the cohorts one learns in, and the sessions one holds. */
export async function mySessions(personId: string, from: CalendarDay): Promise<MySession[]> {
  const rows = await db.halfDay.findMany({
    where: {
      date: { gte: from },
      cohort: { closedAt: null },
      OR: [
        { trainers: { some: { personId } } },
        { cohort: { enrolments: { some: { personId, status: { in: ["confirmed", "active"] } } } } },
      ],
    },
    orderBy: [{ date: "asc" }, { startsAt: "asc" }, { part: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      cohortId: true,
      date: true,
      part: true,
      title: true,
      startsAt: true,
      contactMinutes: true,
      room: true,
      cohort: { select: { name: true, place: true, timeZone: true } },
      trainers: { where: { personId }, select: { role: true } },
    },
  });
  return rows.map(({ cohort, trainers, part, ...row }) => ({
    ...row,
    part: part as "am" | "pm",
    cohort: cohort.name,
    place: cohort.place,
    timeZone: cohort.timeZone,
    as: TRAINER_ROLES.find((role) => role === trainers[0]?.role) ?? "learner",
  }));
}

// ── the days of one's own course ────────────────────────────────────────────────────────────────────

export type MyDays = {
  sessions: (SessionFacts & { mark: Mark | null })[];
  /** Null where no half-day is planned. */
  attendance: Attendance | null;
};

/** The days of a course one learns in, with one's own marks; the caller has found the enrolment to be theirs. */
export async function myDays(enrolment: { id: string; cohort: { id: string } }): Promise<MyDays> {
  const [sessions, marks] = await Promise.all([sessionsOf(enrolment.cohort.id), marksOf([enrolment.id])]);
  const own = marks.get(enrolment.id) ?? [];
  const markOf = new Map(own.map(({ halfDayId, mark }) => [halfDayId, mark]));
  return {
    sessions: sessions.map((session) => ({ ...session, mark: markOf.get(session.id) ?? null })),
    attendance: sessions.length > 0 ? attendanceOf(own, sessions.length) : null,
  };
}

// ── the feed ────────────────────────────────────────────────────────────────────────────────────────

/** A new address for one's calendar program; the old one is worth nothing from now on. */
export async function makeFeed(actor: Actor): Promise<string> {
  const secret = newSecret();
  const { personId } = actor;
  await inTransaction(async (tx) => {
    const row = { tokenHash: sha256(secret), createdAt: now() };
    await tx.calendarFeed.upsert({ where: { personId }, update: row, create: { personId, ...row } });
    await recordAudit(tx, actor, "calendar.feed-made", { kind: "person", id: personId });
  });
  return secret;
}

export const feedSince = async (personId: string): Promise<Date | null> =>
  (await db.calendarFeed.findUnique({ where: { personId }, select: { createdAt: true } }))?.createdAt ?? null;

/** Whose feed it is, as long as they may sign in. */
export async function holderOfFeed(secret: string): Promise<{ personId: string; locale: string } | null> {
  const feed = await db.calendarFeed.findFirst({
    where: { tokenHash: sha256(secret), person: { deactivatedAt: null } },
    select: { personId: true, person: { select: { locale: true } } },
  });
  return feed && { personId: feed.personId, locale: feed.person.locale };
}
