import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * An employer's attestation of its own staff (domain §0a, "FE in practice"): it ends with the employment, and does not
 * hold while its holder is on approved leave, nor afterwards until a refresher and an observation.
 */

export type Leave = {
  from: CalendarDay;
  /** The last day of it, as it was approved; null: not known then. */
  until: CalendarDay | null;
  recordedOn: CalendarDay;
  /** What was said of its last day later, in the order it was said. */
  ends?: readonly { until: CalendarDay; recordedOn: CalendarDay }[];
};

/** The last word on it counts. */
export const lastDayOf = ({ until, ends = [] }: Pick<Leave, "until" | "ends">): CalendarDay | null =>
  ends.at(-1)?.until ?? until;

/** The leaves as they were known at the end of a day. */
export const leavesKnownOn = (leaves: readonly Leave[], day: CalendarDay): Leave[] =>
  leaves
    .filter(({ recordedOn }) => recordedOn <= day)
    .map(({ ends = [], ...leave }) => ({
      ...leave,
      ends: ends.filter(({ recordedOn }) => recordedOn <= day),
    }));

export type Employment = {
  /** The last day of work for the employer who attested. */
  endedOn: CalendarDay | null;
  leaves: readonly Leave[];
};

type Place = { from: CalendarDay; until: CalendarDay | null };

/**
 * The last day of one employment that had begun by a day, over changes of branch and position without a day between;
 * null while it lasts, and where nothing is known of it.
 */
export function employmentEnd(places: readonly Place[], attestedOn: CalendarDay): CalendarDay | null {
  const later = places
    .filter(({ until }) => until === null || until >= attestedOn)
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  let end: CalendarDay | null = later[0]?.until ?? null;
  for (const { from, until } of later.slice(1)) {
    if (end === null || from > addDays(end, 1)) break;
    if (until === null || until > end) end = until;
  }
  return end;
}

/** Whoever is back within so many months from the first day of leave needs a refresher, not the full course. */
export const LEAVE_MONTHS = 6;

export type AwayOn =
  | { away: "on-leave"; since: CalendarDay }
  /** Back, and not to deliver before a refresher and an observation; null: those will not do any more. */
  | { away: "back"; since: CalendarDay; refreshBy: CalendarDay | null };

/** What approved leave says about a day: the last leave begun by then. */
export function awayOn(leaves: readonly Leave[], day: CalendarDay): AwayOn | null {
  const last = leaves
    .filter(({ from }) => from <= day)
    .reduce<Leave | null>((latest, leave) => (!latest || leave.from > latest.from ? leave : latest), null);
  if (!last) return null;
  const until = lastDayOf(last);
  if (until === null || day <= until) return { away: "on-leave", since: last.from };
  const latest = addMonths(last.from, LEAVE_MONTHS);
  const back = addDays(until, 1);
  return { away: "back", since: back, refreshBy: back <= latest ? latest : null };
}
