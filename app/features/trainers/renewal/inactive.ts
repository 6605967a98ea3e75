import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { INACTIVE_MONTHS, type Renewal } from "#app/features/trainers/schemes/scheme.ts";

/*
 * Who has not delivered for long (domain §6.3): it advises staff and changes nothing about validity. Somebody inactive
 * comes back beside somebody certified, or by a session that was observed; what they deliver alone does not show it.
 */

/** `shows`: beside a trainer whose certification held that day, or observed. */
export type Delivered = { on: CalendarDay; shows: boolean };

/** Since when, and when they delivered last; null: never since they were certified. */
export type Inactive = { since: CalendarDay; last: CalendarDay | null };

/** `fromPaper`: of what they delivered before nobody here knows, so that the first delivery begins the count. */
export type Held = { since: CalendarDay; fromPaper: boolean };

/** What somebody certified is on a day; null: active. */
export function inactiveOn(
  { since: heldSince, fromPaper }: Held,
  delivered: readonly Delivered[],
  { activeMonths = INACTIVE_MONTHS }: Pick<Renewal, "activeMonths">,
  day: CalendarDay,
): Inactive | null {
  const sinceAfter = (from: CalendarDay) => addDays(addMonths(from, activeMonths), 1);
  let [counted, last] = [heldSince, null as CalendarDay | null];
  const known = delivered
    .filter(({ on }) => on >= heldSince && on <= day)
    .sort((one, other) => (one.on < other.on ? -1 : 1));
  for (const { on, shows } of known) {
    if (shows || on < sinceAfter(counted) || (fromPaper && last === null)) counted = on;
    last = on;
  }
  const since = sinceAfter(counted);
  return day < since ? null : { since, last };
}
