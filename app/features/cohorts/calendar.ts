import { addDays, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/* The half-days of a cohort: attendance and contact hours are counted by them (domain §6.1, 21–22). */

export const PARTS = ["am", "pm"] as const;
export type Part = (typeof PARTS)[number];

export type PlannedHalfDay = { date: CalendarDay; part: Part };

const LONGEST = 366;

/** Both half-days of every day from first to last but those weekdays left out (ISO: 1 Monday … 7 Sunday). */
export function plannedHalfDays(
  first: CalendarDay,
  last: CalendarDay,
  withoutWeekdays: readonly number[],
): Result<PlannedHalfDay[]> {
  const days = daysBetween(first, last);
  if (days < 0) return refuse("calendar.backwards");
  if (days > LONGEST) return refuse("calendar.too-long", { days: LONGEST });
  const dates = Array.from({ length: days + 1 }, (_, index) => addDays(first, index));
  return ok(
    dates
      .filter((date) => !withoutWeekdays.includes(weekdayOf(date)))
      .flatMap((date) => PARTS.map((part) => ({ date, part }))),
  );
}

/** 1 January 2024 was a Monday. */
const weekdayOf = (date: CalendarDay): number => (((daysBetween("2024-01-01", date) % 7) + 7) % 7) + 1;
