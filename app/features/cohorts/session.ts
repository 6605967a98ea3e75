import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * A half-day as a session with an hour, a room and people who deliver it. Hours are those of the cohort's zone: an instant
 * is made of them only here, so that daylight saving moves the instant and never the hour on the programme.
 */

export const TRAINER_ROLES = [
  "lead",
  "co-trainer",
  "apprentice",
  "observer",
  "interpreter",
  "tutor",
] as const;
export type TrainerRole = (typeof TRAINER_ROLES)[number];

/** Who deliver and answer for it; the others watch or learn. */
export const DELIVERS: readonly TrainerRole[] = ["lead", "co-trainer", "tutor"];

/** HH:MM of a civil day. */
export const isClockTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export type Timed = { date: CalendarDay; startsAt: string; contactMinutes: number; timeZone: string };

export type Span = { start: number; end: number };

/** Its instants as epoch milliseconds; null where no hour is set. An hour that is skipped or doubled is read as ISO does. */
export function spanOf({ date, startsAt, contactMinutes, timeZone }: Timed): Span | null {
  if (!isClockTime(startsAt)) return null;
  const start = Temporal.PlainDate.from(date)
    .toPlainDateTime(Temporal.PlainTime.from(startsAt))
    .toZonedDateTime(timeZone);
  return { start: start.epochMilliseconds, end: start.add({ minutes: contactMinutes }).epochMilliseconds };
}

/** When it ends on the clock of its zone, HH:MM. */
export function endsAt(session: Timed): string {
  const span = spanOf(session);
  if (!span) return "";
  const end = Temporal.Instant.fromEpochMilliseconds(span.end).toZonedDateTimeISO(session.timeZone);
  return end.toPlainTime().toString({ smallestUnit: "minute" });
}

export type Occupied = Timed & {
  id: string;
  cohort: string;
  room: string;
  trainers: { id: string; name: string }[];
};

export type Clash =
  | { kind: "trainer"; with: string; cohort: string; date: CalendarDay; name: string }
  | { kind: "room"; with: string; cohort: string; date: CalendarDay; name: string };

/** Whom and what a session needs while another has them: one trainer or one room in two sessions at once. */
export function clashesOf(session: Occupied, others: readonly Occupied[]): Clash[] {
  const span = spanOf(session);
  if (!span) return [];
  return others
    .filter(({ id }) => id !== session.id)
    .flatMap((other) => {
      const there = spanOf(other);
      if (!there || there.start >= span.end || span.start >= there.end) return [];
      const at = { with: other.id, cohort: other.cohort, date: other.date };
      const shared = session.trainers.filter(({ id }) => other.trainers.some((each) => each.id === id));
      const trainers = shared.map(({ name }): Clash => ({ kind: "trainer", ...at, name }));
      const sameRoom = session.room !== "" && fold(session.room) === fold(other.room);
      return sameRoom ? [...trainers, { kind: "room" as const, ...at, name: session.room }] : trainers;
    });
}

const fold = (room: string) => room.trim().toLowerCase();

export type Held = { role: TrainerRole; contactMinutes: number; verified: boolean };

/** Minutes somebody has delivered: of half-days whose attendance is verified, in a role that delivers. */
export const deliveredMinutes = (held: readonly Held[]): number =>
  held.reduce(
    (sum, { role, contactMinutes, verified }) =>
      sum + (verified && DELIVERS.includes(role) ? contactMinutes : 0),
    0,
  );
