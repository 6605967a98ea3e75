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
type Attested = { validFrom: CalendarDay; countsFrom?: CalendarDay | null };

/**
 * What an attestation owes to the work of its holder. A leave ends with the employment it was approved in; what goes on with
 * an attestation of another employer, as a recognised one does, goes on with the leaves of there.
 */
export function employmentFor(
  { organisationId, validFrom, countsFrom }: Attested & At,
  places: readonly (Span & At)[],
  leaves: readonly (Leave & At)[],
): Employment {
  const employments = (at: At) =>
    joined(places.filter((place) => place.organisationId === at.organisationId));
  const [own, ...again] = employments({ organisationId }).filter(
    ({ until }) => until === null || until >= validFrom,
  );
  const counts = (leave: Leave & At) =>
    leave.organisationId === organisationId || (countsFrom && leave.from < validFrom);
  const endOf = (leave: Leave & At) =>
    employments(leave).find((one) => covers(one, leave.from))?.until ?? null;
  return {
    endedOn: own?.until ?? null,
    leaves: leaves.filter(counts).map((leave) => endingBy(leave, endOf(leave))),
    again,
  };
}

function endingBy<Of extends Leave>(leave: Of, last: CalendarDay | null): Of {
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

/** What approved leave says about a day: the last absence begun by then, unless it was over before a day. */
export function awayOn(leaves: readonly Leave[], day: CalendarDay, since?: CalendarDay): AwayOn | null {
  const absence = joined(leaves.map((leave) => ({ from: leave.from, until: lastDayOf(leave) })))
    .filter(({ from, until }) => from <= day && (until === null || since === undefined || until >= since))
    .at(-1);
  if (!absence) return null;
  const { from, until } = absence;
  if (until === null || day <= until) return { away: "on-leave", since: from };
  const latest = addMonths(from, LEAVE_MONTHS);
  const back = addDays(until, 1);
  return { away: "back", since: back, refreshBy: back <= latest ? latest : null };
}
