import { addDays, addMonths, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";

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

export type Span = { from: CalendarDay; until: CalendarDay | null };

/** Spans without a day between are one, as leaves and changes of branch are; the first one first. */
export function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const { from, until } of [...spans].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = whole.at(-1);
    if (!last || (last.until !== null && from > addDays(last.until, 1))) whole.push({ from, until });
    else if (last.until !== null && (until === null || until > last.until)) last.until = until;
  }
  return whole;
}

const covers = ({ from, until }: Span, day: CalendarDay): boolean =>
  from <= day && (until === null || day <= until);

export type Employment = {
  /** The last day of work for the employer who attested; null while it lasts, and where nothing is known of it. */
  endedOn: CalendarDay | null;
  leaves: readonly Leave[];
  /** When the same employer has had them again since. */
  again?: readonly Span[];
};

type At = { organisationId: string };
type Attested = At & {
  validFrom: CalendarDay;
  /** Who employed its holder in the periods it goes on with: of one that is recognised, somebody else. */
  before?: readonly string[];
};

/**
 * What an attestation owes to the work of its holder. What goes on with an attestation of another employer goes on with the
 * leaves of there, as far as they had begun.
 */
export function employmentFor(
  { organisationId, validFrom, before = [] }: Attested,
  places: readonly (Span & At)[],
  leaves: readonly (Leave & At)[],
): Employment {
  const at = <Of extends At>(employer: string, all: readonly Of[]) =>
    all.filter((one) => one.organisationId === employer);
  const leavesOf = (employer: string) => endedWithWork(at(employer, leaves), at(employer, places));
  const [own, ...again] = joined(at(organisationId, places)).filter(
    ({ until }) => until === null || until >= validFrom,
  );
  const elsewhere = [...new Set(before)].filter((employer) => employer !== organisationId).flatMap(leavesOf);
  return {
    endedOn: own?.until ?? null,
    leaves: [...elsewhere.filter(({ from }) => from < validFrom), ...leavesOf(organisationId)],
    again,
  };
}

/** Leaves of one employer, each of which ends with the employment it was approved in. */
export const endedWithWork = (leaves: readonly Leave[], places: readonly Span[]): Leave[] =>
  leaves.map((leave) => {
    const employment = joined(places).find((one) => covers(one, leave.from));
    return endingBy(leave, employment?.until ?? null);
  });

function endingBy(leave: Leave, last: CalendarDay | null): Leave {
  if (last === null) return leave;
  const earlier = (day: CalendarDay | null) => (day === null || day > last ? last : day);
  const ends = leave.ends?.map((end) => ({ ...end, until: earlier(end.until) }));
  return { ...leave, until: earlier(leave.until), ...(ends && { ends }) };
}

/** Whether they had left, and work there again on a day. */
export const isTakenBack = ({ endedOn, again = [] }: Employment, day: CalendarDay): boolean =>
  endedOn !== null && endedOn < day && again.some((span) => covers(span, day));

/** Whoever is back within so many months from the first day of leave needs a refresher, not the full course. */
export const LEAVE_MONTHS = 6;

export type AwayOn =
  | { away: "on-leave"; since: CalendarDay }
  /** Back, and not to deliver before a refresher and an observation; null: those will not do any more. */
  | { away: "back"; since: CalendarDay; refreshBy: CalendarDay | null };

/**
 * What approved leave says about a day, by the absences begun by then that were not over before another. As long as nothing
 * was shown since the first of them they count together: a day of work between two does not wash them off.
 */
export function awayOn(leaves: readonly Leave[], day: CalendarDay, since?: CalendarDay): AwayOn | null {
  const absences = joined(leaves.map((leave) => ({ from: leave.from, until: lastDayOf(leave) }))).filter(
    ({ from, until }) => from <= day && (until === null || since === undefined || until >= since),
  );
  const [first, last] = [absences[0], absences.at(-1)];
  if (!first || !last) return null;
  if (last.until === null || day <= last.until) return { away: "on-leave", since: last.from };
  const latest = addMonths(first.from, LEAVE_MONTHS);
  const daysAway = absences.reduce((days, { from, until }) => days + daysBetween(from, until!) + 1, 0);
  const inTime = addDays(first.from, daysAway) <= latest;
  return { away: "back", since: addDays(last.until, 1), refreshBy: inTime ? latest : null };
}
