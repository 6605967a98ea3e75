import { Temporal } from "temporal-polyfill";

/** A civil date as text, YYYY-MM-DD: compared and sorted as text, never an instant. */
export type CalendarDay = string;

export function isCalendarDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

export const addDays = (day: CalendarDay, days: number): CalendarDay =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** The same day of a later month; a day that month does not have becomes its last. */
export const addMonths = (day: CalendarDay, months: number): CalendarDay =>
  Temporal.PlainDate.from(day).add({ months }).toString();

/** 29 February clamps to 28 February. */
export const addYears = (day: CalendarDay, years: number): CalendarDay =>
  Temporal.PlainDate.from(day).add({ years }).toString();

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;

/** The civil date at an instant in a zone. */
export const dayIn = (timeZone: string, instant: { getTime(): number }): CalendarDay =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

/** The last instant of a day in a zone, as epoch milliseconds: deadlines end at 24:00 there. */
export const endOfDay = (day: CalendarDay, timeZone: string): number =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
