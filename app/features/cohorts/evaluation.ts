import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * The daily evaluation (domain §5, level 1): five scales and two open questions. It is anonymous in truth: means and
 * words are shown only of five ballots or more, and words only once the day is closed.
 */

export const SCALES = ["relevance", "knowledge", "clarity", "timing", "participation"] as const;
export type Scale = (typeof SCALES)[number];
export const BEST = 5;

/** Fewer ballots would tell who said what. */
export const SHOWN_FROM = 5;

export type EvaluationPhase = "not-yet" | "open" | "closed";

/** Open on its day and through the next, in the cohort's zone: some have no line until they are home. */
export function evaluationPhase(date: CalendarDay, today: CalendarDay): EvaluationPhase {
  if (today < date) return "not-yet";
  return today <= addDays(date, 1) ? "open" : "closed";
}

export type Ballot = Record<Scale, number> & { good: string; better: string };

export type DayResult = {
  ballots: number;
  /** People who were there, or all where no attendance was taken. */
  expected: number;
  /** Means in hundredths; null under five ballots. */
  means: Record<Scale, number> | null;
  words: { good: string[]; better: string[] } | null;
};

/** `ballots` come in the order of the box, which tells nothing. */
export function dayResult(ballots: readonly Ballot[], expected: number, phase: EvaluationPhase): DayResult {
  const shown = ballots.length >= SHOWN_FROM;
  const said = (what: "good" | "better") =>
    ballots.map((ballot) => ballot[what]).filter((text) => text !== "");
  return {
    ballots: ballots.length,
    expected,
    means: shown ? meansOf(ballots) : null,
    words: shown && phase === "closed" ? { good: said("good"), better: said("better") } : null,
  };
}

/** All days of a course as one result, each ballot alike; null where no day has enough to be shown. */
export function courseResult(days: readonly DayResult[]): Omit<DayResult, "words"> | null {
  const shown = days.filter(({ means }) => means !== null);
  if (shown.length === 0) return null;
  const sum = (of: (day: DayResult) => number) => shown.reduce((total, day) => total + of(day), 0);
  const ballots = sum((day) => day.ballots);
  const mean = (scale: Scale) => Math.round(sum((day) => day.means![scale] * day.ballots) / ballots);
  return {
    ballots,
    expected: sum(({ expected }) => expected),
    means: Object.fromEntries(SCALES.map((scale) => [scale, mean(scale)])) as Record<Scale, number>,
  };
}

/** Hundredths, rounded half up. */
export function meansOf(ballots: readonly Ballot[]): Record<Scale, number> {
  const mean = (scale: Scale) => {
    const sum = ballots.reduce((total, ballot) => total + ballot[scale], 0);
    return Math.floor((sum * 200 + ballots.length) / (2 * ballots.length));
  };
  return Object.fromEntries(SCALES.map((scale) => [scale, mean(scale)])) as Record<Scale, number>;
}

/** Fisher and Yates; `random` gives whole numbers from 0 to below its argument. */
export function shuffled<Item>(items: readonly Item[], random: (below: number) => number): Item[] {
  const box = [...items];
  for (let last = box.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [box[last], box[other]] = [box[other]!, box[last]!];
  }
  return box;
}
