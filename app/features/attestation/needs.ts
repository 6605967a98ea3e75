import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";

/*
 * Which position should hold which topic (domain §0a): data with days, so that a past day is judged by what was asked
 * for then.
 */

export type Need = {
  id: string;
  positionKey: string;
  topic: string;
  from: CalendarDay;
  until: CalendarDay | null;
};

/** "Client officer" and "client  Officer" are one position. */
export const positionKeyOf = (position: string): string => fold(position).replaceAll(/\s+/g, " ").trim();

export const neededOn = (needs: readonly Need[], positionKey: string, day: CalendarDay): string[] =>
  needs
    .filter((need) => need.positionKey === positionKey && need.from <= day && (need.until ?? day) >= day)
    .map(({ topic }) => topic);

/**
 * Whether somebody has come to other work, which asks for none of what they are attested for. Where the employer has never
 * said what the position should hold, or the position is not known, nothing is said of it.
 */
export function isUnneeded(
  needs: readonly Need[],
  position: string | null,
  held: readonly string[],
  day: CalendarDay,
): boolean {
  const key = positionKeyOf(position ?? "");
  const settled = needs.some(({ positionKey, from }) => positionKey === key && from <= day);
  const needed = neededOn(needs, key, day);
  return settled && !held.some((topic) => needed.includes(topic));
}

export type NeedChange = {
  /** Asked for no more: closed the day before, or gone where it had not begun. */
  close: { id: string; until: CalendarDay }[];
  remove: string[];
  open: string[];
};

/** From a day on, these topics and no others; what was decided for later days is replaced. */
export function changeNeeds(
  needs: readonly Need[],
  wanted: readonly string[],
  from: CalendarDay,
): NeedChange {
  const change: NeedChange = { close: [], remove: [], open: [] };
  const going = needs.filter(({ until }) => until === null || until >= from);
  const kept = new Set<string>();
  for (const { id, topic, from: since, until } of going) {
    if (since < from && until === null && wanted.includes(topic)) kept.add(topic);
    else if (since < from) change.close.push({ id, until: addDays(from, -1) });
    else change.remove.push(id);
  }
  change.open = wanted.filter((topic) => !kept.has(topic));
  return change;
}
