import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";

/* What a participant needs on the way and there, and how long a passport may be kept. */

/** So many days after a course nobody needs a visa for it any more. */
export const PASSPORT_DAYS = 30;

/** The first day on which what was taken from a passport is gone. */
export const passportGoneFrom = (endDate: CalendarDay): CalendarDay => addDays(endDate, PASSPORT_DAYS);

/** The last day of a course whose passports are due: it is past, and so are the days after it. */
export const passportsDueBefore = (today: CalendarDay): CalendarDay => addDays(today, -PASSPORT_DAYS);

export type NeedCount = { need: string; people: number };

/** The same need in other letters is the same need, told as it was first written; most people first. */
export function countedNeeds(needs: readonly string[]): NeedCount[] {
  const counts = new Map<string, NeedCount>();
  for (const need of needs.map((each) => each.trim()).filter(Boolean)) {
    const known = counts.get(fold(need));
    if (known) known.people += 1;
    else counts.set(fold(need), { need, people: 1 });
  }
  return [...counts.values()].sort((one, other) => other.people - one.people);
}
