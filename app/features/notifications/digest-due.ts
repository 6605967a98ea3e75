import { addDays, dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * The weekly digest comes on Monday at seven, where its reader lives. Whether one is due is derived from the last one: after
 * an outage the newest week's comes once, the weeks before it never, and whatever the clock or the reader's zone does, no
 * week comes twice.
 */

const HOUR = 3_600_000;
const MORNING = 7 * HOUR;

/** The Monday whose digest is the newest one by now. */
export function digestWeek(timeZone: string, at: { getTime(): number }): CalendarDay {
  const day = dayIn(timeZone, { getTime: () => at.getTime() - MORNING });
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
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
