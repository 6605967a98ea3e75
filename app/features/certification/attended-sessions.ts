import { attendanceOf, type HalfDayMark } from "#app/features/cohorts/attendance.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * Which sessions count as attended, and for how long: the same arithmetic as the attendance threshold (domain
 * §0a), so that hours, half-days and the list of a statement tell one story. A half-day that counts half counts
 * half its minutes; of made-up half-days only as many as the threshold accepts.
 */

export type PlannedSession = { id: string; date: CalendarDay; contactMinutes: number };
export type SessionMark = HalfDayMark & { halfDayId: string };

/** In the order planned. `halves`: 2 for a whole half-day, 1 for half of one. */
export function attendedSessions<Session extends PlannedSession>(
  planned: readonly Session[],
  marks: readonly SessionMark[],
): (Session & { halves: number; minutes: number })[] {
  const markOf = new Map(marks.map((mark) => [mark.halfDayId, mark]));
  const counted: HalfDayMark[] = [];
  let before = 0;
  return planned.flatMap((session) => {
    const mark = markOf.get(session.id);
    if (!mark) return [];
    counted.push(mark);
    const { halves: after } = attendanceOf(counted, planned.length);
    const halves = after - before;
    before = after;
    return halves === 0
      ? []
      : [{ ...session, halves, minutes: Math.floor((session.contactMinutes * halves) / 2) }];
  });
}
