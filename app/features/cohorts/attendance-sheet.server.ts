import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Mark } from "./attendance.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";

export type SheetRow = { enrolmentId: string; name: string; mark: Mark | null; minutesMissed: number };
export type SheetChange = { name: string; from: Mark | null; to: Mark; reason: string; at: number };
export type AttendanceSheet = {
  cohort: { id: string; name: string; timeZone: string; closed: boolean };
  date: CalendarDay;
  part: "am" | "pm";
  title: string;
  verifiedAt: number | null;
  rows: SheetRow[];
  changes: SheetChange[];
  /** Of the signed sheet, as photographed. */
  pages: number;
};

/** One half-day with everybody's mark and the changes made after it was verified. */
export async function attendanceSheet(
  actor: Actor,
  cohortId: string,
  halfDayId: string,
): Promise<AttendanceSheet | null> {
  const halfDay = await db.halfDay.findFirst({
    where: { id: halfDayId, cohortId, cohort: cohortsRunBy(actor) },
    select: {
      date: true,
      part: true,
      title: true,
      verifiedAt: true,
      cohort: { select: { id: true, name: true, timeZone: true, closedAt: true } },
      marks: { select: { enrolmentId: true, mark: true, minutesMissed: true } },
      _count: { select: { files: { where: { purpose: "signed-sheet", removedAt: null } } } },
      changes: { orderBy: { changedAt: "asc" } },
    },
  });
  if (!halfDay) return null;
  const enrolments = await db.enrolment.findMany({
    where: { cohortId, status: { not: "withdrawn" } },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: { id: true, person: { select: { name: true } } },
  });
  const marks = new Map(halfDay.marks.map((mark) => [mark.enrolmentId, mark]));
  const names = new Map(enrolments.map(({ id, person }) => [id, person.name]));
  const { cohort } = halfDay;
  return {
    cohort: { id: cohort.id, name: cohort.name, timeZone: cohort.timeZone, closed: cohort.closedAt !== null },
    date: halfDay.date,
    part: halfDay.part as "am" | "pm",
    title: halfDay.title,
    verifiedAt: halfDay.verifiedAt?.getTime() ?? null,
    rows: enrolments.map(({ id, person }) => ({
      enrolmentId: id,
      name: person.name,
      mark: (marks.get(id)?.mark as Mark | undefined) ?? null,
      minutesMissed: marks.get(id)?.minutesMissed ?? 0,
    })),
    pages: halfDay._count.files,
    changes: halfDay.changes.map(({ enrolmentId, from, to, reason, changedAt }) => ({
      name: names.get(enrolmentId) ?? "",
      from: (from || null) as Mark | null,
      to: to as Mark,
      reason,
      at: changedAt.getTime(),
    })),
  };
}

/** The half-day at the end of whose id a printed code stands, if the actor runs its cohort. */
export const halfDayByCode = (actor: Actor, code: string) =>
  db.halfDay.findFirst({
    where: { id: { endsWith: code }, cohort: cohortsRunBy(actor) },
    select: { id: true, cohortId: true },
  });
