import { addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * The common refresher date of an employer (domain §0a): from then on every attestation ends on that day of the year,
 * after at least six months. What is attested already is never shortened: it is carried to the common day where that
 * comes within six months of its end, and joins it at its next refresher otherwise.
 */

export const MOST_LATER_MONTHS = 6;

/** The last day of February is the 28th, every year. */
export const monthDayOf = (day: CalendarDay): string => (day.slice(5) === "02-29" ? "02-28" : day.slice(5));

/** The first such day of the year that is not before a day. */
export function nextOn(day: CalendarDay, monthDay: string): CalendarDay {
  const year = Number(day.slice(0, 4));
  const common = `${year}-${monthDay}`;
  return common >= day ? common : `${year + 1}-${monthDay}`;
}

export function carriedEnd(until: CalendarDay, monthDay: string): CalendarDay {
  const common = nextOn(until, monthDay);
  return common <= addMonths(until, MOST_LATER_MONTHS) ? common : until;
}
