import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { Bar } from "#app/features/trainers/candidacies/impartiality.ts";

/*
 * Three people decide together, each by a vote of their own: on every appeal, and on a candidate where the scheme says so
 * or an officer wants it (domain §0a, §6.3). A member has an account; a guest comes from outside by a link that is theirs
 * alone. Each declares first that nothing ties them to it, reads, and votes once; two of three decide. What separates
 * those who judge from those who are judged holds for every one of them, when they are seated and when it is decided.
 */

export const PANEL_SIZE = 3;

export const SEAT_STATES = ["seated", "declared", "voted", "conflict", "withdrawn", "over"] as const;
export type SeatState = (typeof SEAT_STATES)[number];

export type Seat = {
  until: CalendarDay;
  declared: boolean;
  conflict: boolean;
  voted: boolean;
  withdrawn: boolean;
};

export function seatState(seat: Seat, today: CalendarDay): SeatState {
  if (seat.withdrawn) return "withdrawn";
  if (seat.conflict) return "conflict";
  if (seat.voted) return "voted";
  if (today > seat.until) return "over";
  return seat.declared ? "declared" : "seated";
}

/** They read and write only while the seat is theirs. */
export const mayStillAct = (state: SeatState): boolean => state === "seated" || state === "declared";

/** Whoever has voted sits, and whoever still may. */
export const isTaken = (state: SeatState): boolean => state === "voted" || mayStillAct(state);

/** However late they are asked, there is time to read. */
const LEAST_DAYS = 14;

/** The last day to vote: when the outcome is due, where it is. */
export function seatUntil(dueOn: CalendarDay | null, today: CalendarDay): CalendarDay {
  const least = addDays(today, LEAST_DAYS);
  return dueOn !== null && dueOn > least ? dueOn : least;
}

// ── Who sits ────────────────────────────────────────────────────────────────────────────────────────

/** The seats that are taken: by an account or by an address. */
export type Taken = { personId: string | null; email: string };

const seatRefused = (taken: readonly Taken[], twice: boolean) =>
  twice
    ? refuse("panel-twice")
    : taken.length >= PANEL_SIZE
      ? refuse("panel-seats", { count: PANEL_SIZE })
      : null;

/** Why somebody may not sit, as a sentence: the first bar that holds. */
export const barredFromPanel = (name: string, bars: readonly Bar[]) =>
  bars[0] === undefined ? null : refuse(`panel-bar-${bars[0]}`, { name });

export function mayBeSeated(
  { personId, name }: { personId: string; name: string },
  { taken, bars }: { taken: readonly Taken[]; bars: readonly Bar[] },
): Result<null> {
  const twice = taken.some((seat) => seat.personId === personId);
  return seatRefused(taken, twice) ?? barredFromPanel(name, bars) ?? ok(null);
}

export type AroundGuest = {
  /** Where whoever it is about works on the day. */
  employers: readonly string[];
  /** Somebody here has this address: they sit by their username, so that what they did is known. */
  account: boolean;
  taken: readonly Taken[];
};

export function mayInvite(
  { email, employer }: { email: string; employer: string },
  { employers, account, taken }: AroundGuest,
): Result<null> {
  if (account) return refuse("panel-guest-account");
  const twice = taken.some((seat) => seat.email.toLowerCase() === email.toLowerCase());
  const refused = seatRefused(taken, twice);
  if (refused) return refused;
  return sameEmployer(employer, employers) ? refuse("panel-guest-employer") : ok(null);
}

export const sameEmployer = (employer: string, employers: readonly string[]): boolean =>
  employers.some((other) => fold(other).trim() === fold(employer).trim());

/** What each says before they read anything of it, sentence by sentence. */
export const DECLARED = ["part", "tie", "interest"] as const;

// ── What it came to ─────────────────────────────────────────────────────────────────────────────────

export const majorityOf = <Vote extends string>(votes: readonly Vote[]): Vote | null =>
  votes.find((vote) => votes.filter((other) => other === vote).length > PANEL_SIZE / 2) ?? null;

export type Sitting = { name: string; vote: string | null; bars: readonly Bar[] };

/** What three decided: all of them have voted, none is barred on the day, and at least two said the same. */
export function panelDecision(sitting: readonly Sitting[]): Result<string> {
  const votes = sitting.flatMap(({ vote }) => (vote === null ? [] : [vote]));
  if (sitting.length !== PANEL_SIZE || votes.length !== PANEL_SIZE)
    return refuse("panel-votes-open", { count: PANEL_SIZE, voted: votes.length });
  for (const { name, bars } of sitting) {
    const barred = barredFromPanel(name, bars);
    if (barred) return barred;
  }
  const outcome = majorityOf(votes);
  return outcome === null ? refuse("panel-no-majority") : ok(outcome);
}
