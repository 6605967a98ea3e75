import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "./calendar-day.ts";

type WeekInfo = { weekend: number[] };
/** Older engines have it as a property; the types know neither. */
type WithWeek = Intl.Locale & { weekInfo?: WeekInfo; getWeekInfo?: () => WeekInfo };

/** The days on which a country rests every week, 1 for Monday to 7 for Sunday; where nobody says so, the last two. */
export function weekendOf(country: string): number[] {
  const locale = new Intl.Locale(`und-${country}`) as WithWeek;
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? [6, 7];
}

export const isWeekend = (day: CalendarDay, country: string): boolean =>
  weekendOf(country).includes(Temporal.PlainDate.from(day).dayOfWeek);
