import { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay } from "./calendar-day.ts";

/* Which days people work: not on the weekend of their country, as the world's locale data knows it, nor on its holidays. */

type WeekInfo = { weekend: number[] };
/** A method of newer engines, a property of older ones; the types know neither. */
type WithWeek = { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

const SATURDAY_AND_SUNDAY = [6, 7];

/** Days of the week, Monday is 1; of a country that is not known, Saturday and Sunday. */
export function weekendOf(country: string | null): readonly number[] {
  if (!country) return SATURDAY_AND_SUNDAY;
  const locale = new Intl.Locale("und", { region: country }) as unknown as WithWeek;
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? SATURDAY_AND_SUNDAY;
}

export type WorkingWeek = { weekend: readonly number[]; holidays: ReadonlySet<CalendarDay> };

export const isWorkingDay = (day: CalendarDay, { weekend, holidays }: WorkingWeek): boolean =>
  !holidays.has(day) && !weekend.includes(Temporal.PlainDate.from(day).dayOfWeek);

/** The last of so many working days after a day. */
export function addWorkingDays(day: CalendarDay, count: number, week: WorkingWeek): CalendarDay {
  let [last, left] = [day, count];
  while (left > 0) {
    last = addDays(last, 1);
    if (isWorkingDay(last, week)) left -= 1;
  }
  return last;
}

/** The hour of the day in a zone, 0 to 23. */
export const hourIn = (timeZone: string, instant: { getTime(): number }): number =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).hour;
