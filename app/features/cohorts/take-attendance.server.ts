import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { HalfDayMark, Mark } from "./attendance.ts";
import { shortOf, type AttendanceEntry } from "./attendance-forms.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";

type Sheet = { cohortId: string; halfDayId: string };

/** A mark somebody else gave while this one waited: theirs stands until a person has looked at both. */
export type Clash = { who: string; stands: Mark; given: Mark };

export type Taken = { changed: number; clashes: Clash[] };

/**
 * Saves the marks of one half-day: those that differ from what is there. A verified half-day is locked; after that
 * each change needs a reason, which stays visible beside the sheet. Where an entry says which mark it replaces and
 * another stands there now, it is not written but answered as a clash.
 */
export async function takeAttendance(
  actor: Actor,
  { cohortId, halfDayId }: Sheet,
  entries: AttendanceEntry[],
  reason: string,
  today: CalendarDay,
): Promise<Result<Taken>> {
  return inTransaction(async (tx) => {
    const sheet = await openSheet(tx, actor, cohortId, halfDayId);
    if (!sheet) return refuse("attendance.closed");
    if (sheet.date > today) return refuse("attendance.not-yet", { day: sheet.date });
    const before = new Map(sheet.marks.map((mark) => [mark.enrolmentId, mark]));
    const byName = new Map(
      sheet.cohort.enrolments.flatMap(
        ({ id }) =>
          [
            [id, id],
            [shortOf(id), id],
          ] as const,
      ),
    );
    const differing = entries.flatMap(({ who, mark, minutesMissed, shown }) => {
      const enrolmentId = byName.get(who);
      if (!enrolmentId) return [];
      const old = before.get(enrolmentId);
      if (old?.mark === mark && old.minutesMissed === minutesMissed) return [];
      return [{ who, enrolmentId, mark, minutesMissed, stands: old?.mark as Mark | undefined, shown }];
    });
    const clashing = differing.filter(
      ({ stands, shown }) => shown !== undefined && stands && stands !== shown,
    );
    const changed = differing.filter((entry) => !clashing.includes(entry));
    if (sheet.verifiedAt && changed.length > 0 && !reason) return refuse("attendance.reason-needed");
    for (const entry of changed) await putMark(tx, actor, halfDayId, entry);
    if (sheet.verifiedAt && changed.length > 0)
      await tx.attendanceChange.createMany({
        data: changed.map(({ enrolmentId, mark }) => ({
          id: newId(),
          halfDayId,
          enrolmentId,
          from: before.get(enrolmentId)?.mark ?? "",
          to: mark,
          reason,
          changedBy: actor.personId,
          changedAt: now(),
        })),
      });
    if (changed.length > 0)
      await recordAudit(
        tx,
        actor,
        sheet.verifiedAt ? "attendance.corrected" : "attendance.taken",
        { kind: "half-day", id: halfDayId },
        { marks: Object.fromEntries(changed.map(({ enrolmentId, mark }) => [enrolmentId, mark])) },
      );
    const clashes = clashing.map(({ who, stands, mark }) => ({ who, stands: stands!, given: mark }));
    return ok({ changed: changed.length, clashes });
  });
}

/** Locks a half-day once everyone has a mark: what certificates count on. */
export async function verifyHalfDay(actor: Actor, { cohortId, halfDayId }: Sheet): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const sheet = await openSheet(tx, actor, cohortId, halfDayId);
    if (!sheet) return refuse("attendance.closed");
    if (sheet.verifiedAt) return ok(undefined);
    const marked = new Set(sheet.marks.map(({ enrolmentId }) => enrolmentId));
    const unmarked = sheet.cohort.enrolments.filter(({ id }) => !marked.has(id)).length;
    if (unmarked > 0) return refuse("attendance.unmarked", { count: unmarked });
    const { count } = await tx.halfDay.updateMany({
      where: { id: halfDayId, verifiedAt: null },
      data: { verifiedAt: now(), verifiedBy: actor.personId },
    });
    if (count === 1)
      await recordAudit(tx, actor, "half-day.verified", { kind: "half-day", id: halfDayId }, { cohortId });
    return ok(undefined);
  });
}

const openSheet = (tx: Tx, actor: Actor, cohortId: string, halfDayId: string) =>
  tx.halfDay.findFirst({
    where: { id: halfDayId, cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
    select: {
      date: true,
      verifiedAt: true,
      marks: { select: { enrolmentId: true, mark: true, minutesMissed: true } },
      cohort: {
        select: {
          enrolments: { where: { status: { notIn: ["withdrawn", "deferred"] } }, select: { id: true } },
        },
      },
    },
  });

async function putMark(
  tx: Tx,
  actor: Actor,
  halfDayId: string,
  { enrolmentId, mark, minutesMissed }: HalfDayMark & { enrolmentId: string },
) {
  await tx.$executeRaw(
    sql`INSERT INTO "AttendanceMark" ("halfDayId", "enrolmentId", "mark", "minutesMissed", "recordedBy", "recordedAt")
      VALUES (${halfDayId}, ${enrolmentId}, ${mark}, ${minutesMissed}, ${actor.personId}, ${now()})
      ON CONFLICT ("halfDayId", "enrolmentId") DO UPDATE SET "mark" = excluded."mark",
        "minutesMissed" = excluded."minutesMissed", "recordedBy" = excluded."recordedBy", "recordedAt" = excluded."recordedAt"`,
  );
}
