import { addDays, dayIn, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * The weekly digest comes on Monday at seven, where its reader lives. Whether one is due is derived from the last one: after
 * an outage the newest week's comes once, the weeks before it never, and whatever the clock or the reader's zone does, no
 * week comes twice.
 */

const HOUR = 3_600_000;
const MORNING = 7 * HOUR;
const SOME_MONDAY: CalendarDay = "1970-01-05";

/** The Monday whose digest is the newest one by now. */
export function digestWeek(timeZone: string, at: { getTime(): number }): CalendarDay {
  const day = dayIn(timeZone, { getTime: () => at.getTime() - MORNING });
  return addDays(day, -(daysBetween(SOME_MONDAY, day) % 7));
}

export type DigestReader = {
  timeZone: string;
  /** The week they had last, whether anything waited or not. */
  lastWeek: CalendarDay | null;
  /** From when they have the work a digest tells of. */
  since: { getTime(): number };
};

/** The week to tell of, or null. Who is new waits for the first Monday after. */
export function digestDue({ timeZone, lastWeek, since }: DigestReader, at: { getTime(): number }) {
  const week = digestWeek(timeZone, at);
  return week > (lastWeek ?? digestWeek(timeZone, since)) ? week : null;
}
