import { fold } from "#app/lib/fold.ts";
import type { HalfDayMark } from "./attendance.ts";
import type { Span } from "./session.ts";

/*
 * What a meeting tool saw of somebody as the mark of a half-day (domain §0a): who misses minutes came late or left early,
 * whichever cost more; under 30 minutes that still counts whole (attendance.ts). Two things the field does not say are said
 * here (docs/decisions/0019): clocks differ, so a few minutes are nothing; and who was there for less than half of it was
 * not there.
 */

export const TOLERATED_MINUTES = 5;
export const LEAST_SHARE = { part: 1, of: 2 } as const;

const MINUTE = 60_000;

/** Somebody as the meeting names them, with every stay of theirs. */
export type Attendee = { name: string; email: string; spans: Span[] };

/** Rows of one person: by address; without one, by name. */
export function attendeesOf(stays: readonly (Omit<Attendee, "spans"> & { span: Span })[]): Attendee[] {
  const byWho = new Map<string, Attendee>();
  for (const { name, email, span } of stays) {
    const who = email ? `@${email.toLowerCase()}` : fold(name);
    const known = byWho.get(who);
    if (known) known.spans.push(span);
    else byWho.set(who, { name, email, spans: [span] });
  }
  return [...byWho.values()];
}

/** Stays within `session`, those that overlap (a phone and a laptop) made one, in order. */
export function staysWithin(spans: readonly Span[], session: Span): Span[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(start, session.start), end: Math.min(end, session.end) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
  const merged: Span[] = [];
  for (const span of inside) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** Whole minutes: one that is begun counts as there. */
export function markOfStays(spans: readonly Span[], session: Span): HalfDayMark {
  const there = staysWithin(spans, session);
  const whole = session.end - session.start;
  const present = length(there);
  const minutesMissed = Math.floor((whole - present) / MINUTE);
  if (present * LEAST_SHARE.of < whole * LEAST_SHARE.part || present === 0)
    return { mark: "absent", minutesMissed: 0 };
  if (minutesMissed <= TOLERATED_MINUTES) return { mark: "present", minutesMissed: 0 };
  const middle = (session.start + session.end) / 2;
  const atFirst = length(staysWithin(there, { start: session.start, end: middle }));
  return { mark: atFirst < present - atFirst ? "late" : "left-early", minutesMissed };
}

export type Known = { enrolmentId: string; name: string; email: string | null };

const words = (name: string): string => fold(name).split(" ").sort().join(" ");

/** "Dara (Sok Dara)" is how Zoom writes somebody who goes by another name, "Sok Dara (Guest)" how Teams does. */
const spellings = (name: string): string[] => [name, ...name.split(/[()]/)].map(words).filter(Boolean);

/**
 * Which participant each attendee is: by address, then by name in any order of its words. Where two have the same, a person
 * decides.
 */
export function matchAttendees(attendees: readonly Attendee[], people: readonly Known[]): (string | null)[] {
  const only = (found: readonly Known[]) => (found.length === 1 ? found[0]!.enrolmentId : null);
  return attendees.map(({ name, email }) => {
    const address = email.toLowerCase();
    const byEmail = address ? only(people.filter((each) => each.email?.toLowerCase() === address)) : null;
    const names = spellings(name);
    return byEmail ?? only(people.filter((each) => names.includes(words(each.name))));
  });
}

/** Everybody's mark from the meeting, given who is who: nobody who was not in it is left out. */
export function marksOfMeeting(
  attendees: readonly Attendee[],
  whoIsWho: readonly (string | null)[],
  people: readonly Pick<Known, "enrolmentId">[],
  session: Span,
): Map<string, HalfDayMark & { seenAs: string[] }> {
  return new Map(
    people.map(({ enrolmentId }) => {
      const own = attendees.filter((_, index) => whoIsWho[index] === enrolmentId);
      const mark = markOfStays(
        own.flatMap(({ spans }) => spans),
        session,
      );
      return [enrolmentId, { ...mark, seenAs: own.map(({ name, email }) => name || email) }];
    }),
  );
}
