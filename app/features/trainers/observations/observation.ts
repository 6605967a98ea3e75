import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import {
  below,
  CRITERIA,
  unscored,
  type Criterion,
  type Score,
  type Scores,
} from "#app/features/trainers/schemes/criteria.ts";
import type { StageFacts } from "#app/features/trainers/schemes/requirements.ts";
import {
  clockRuns,
  figureOf,
  figuresWith,
  headCount,
  minutesOf,
  scoresIn,
  type Figures,
  type Rating,
} from "./rating.ts";
import {
  ASSESSORS,
  SECOND_RATING,
  type Scheme,
  type SecondRating,
} from "#app/features/trainers/schemes/scheme.ts";

/*
 * One assessor observes; a second one rates independently where the verdict is close, and by chance (domain §0a). Where
 * the two are too far apart they agree in words and both sign; nothing is edited, the agreed rating supersedes.
 */

/** What somebody is observed for: as a candidate in a stage, or as a holder, towards the renewal. */
export type ObservedFor = { kind: "candidacy" | "certification"; id: string };

export const SOURCES = ["live", "video", "notes"] as const;
export type Source = (typeof SOURCES)[number];
/** What a first rating may be from: notes are those of somebody who was there. */
export const FIRST_SOURCES = ["live", "video"] as const satisfies readonly Source[];

// ── When a rating may be signed ─────────────────────────────────────────────────────────────────────

/** Rated again after a failed practicum are only the criteria that are open; else all twelve. */
export function criteriaAsked(standing: Scores): readonly Criterion[] {
  const open = unscored(standing);
  return open.length > 0 ? open : CRITERIA;
}

export type AskedOfRating = {
  criteria: readonly Criterion[];
  /** Of a first rating, that it was watched at all; whoever rates second has been told the minutes by the first. */
  watched: boolean;
  day: CalendarDay;
  /** The notes it is rated from are not there yet. */
  notesToCome: boolean;
  /** What the session says by itself, where what the participants said is to count; else null. */
  session: Figures | null;
};

/** What is still missing, one sentence each; empty when it may be signed. */
export function missingInRating(rating: Rating, asked: AskedOfRating, today: CalendarDay) {
  const missing: { key: string; what?: readonly string[]; params?: Record<string, number | string> }[] = [];
  const clashes = [...rating.cells].filter(([, { clash }]) => clash).map(([name]) => name);
  if (asked.day > today) missing.push({ key: "notYet", params: { day: asked.day } });
  if (asked.notesToCome) missing.push({ key: "notes" });
  if (clashes.length > 0) missing.push({ key: "clash", what: clashes });
  const open = unscored(scoresIn(rating), asked.criteria).filter((one) => !clashes.includes(one));
  if (open.length > 0) missing.push({ key: "scores", what: open });
  if (clockRuns(rating)) missing.push({ key: "clock" });
  if (asked.watched && minutesOf(rating) < 1) missing.push({ key: "minutes" });
  const [responses, mean] = [figureOf(rating, "responses"), figureOf(rating, "mean")];
  if ((responses === null) !== (mean === null)) missing.push({ key: "mean" });
  if (asked.session && isUncounted(figuresWith(rating, asked.session))) missing.push({ key: "present" });
  return missing;
}

/** How many have to answer depends on how many were there (domain §6.2 T12). */
const isUncounted = (figures: Figures): boolean =>
  figures.responses !== null && figures.mean !== null && headCount(figures) === null;

export type MissingInRating = ReturnType<typeof missingInRating>[number];

const minutesInAll = ({ stages }: Scheme): number =>
  Math.max(
    0,
    ...stages.flatMap(({ asks }) =>
      asks.flatMap((one) => (one.kind === "delivery" ? [one.observedMinutes] : [])),
    ),
  );

/** Of the minutes a scheme asks, over however many days (domain §6.2 T12), what is not observed yet. */
export const minutesLeft = (scheme: Scheme, observedAlready: number): number =>
  Math.max(0, minutesInAll(scheme) - observedAlready);

/**
 * Whether there is anything left to see in this practicum. What was seen and was too weak is decided on (domain §6.2
 * T14, T15), not looked at again until it passes; only where somebody barred saw it does another assessor look.
 */
export const leftToObserve = (
  scheme: Scheme,
  { scores, observedMinutes, bars }: Pick<StageFacts, "scores" | "observedMinutes" | "bars">,
): boolean => bars.length > 0 || unscored(scores).length > 0 || observedMinutes < minutesInAll(scheme);

// ── Who is rated a second time ──────────────────────────────────────────────────────────────────────

export const SECOND_REASONS = ["scheme", "exception", "close", "mean", "drawn"] as const;
export type SecondReason = (typeof SECOND_REASONS)[number];

export type Thresholds = { assessors: number; second: SecondRating; floor: number; mean: number };

/** As the scheme of the candidacy says. */
export function thresholdsOf(scheme: Scheme): Thresholds | null {
  const asks = scheme.stages.flatMap((stage) => stage.asks);
  const scored = asks.find((asked) => asked.kind === "criteria-scored");
  if (!scored) return null;
  const floors = asks.flatMap((asked) => (asked.kind === "criteria-floor" ? [asked.floor] : []));
  const means = asks.flatMap((asked) => (asked.kind === "feedback" ? [asked.mean] : []));
  return {
    assessors: scored.assessors ?? ASSESSORS,
    second: scored.second ?? SECOND_RATING,
    floor: Math.max(0, ...floors),
    mean: Math.max(0, ...means),
  };
}

// ── By which rules ──────────────────────────────────────────────────────────────────────────────────

export type Rules = {
  thresholds: Thresholds | null;
  /** Scores that stand already: of these only what is open is rated again. */
  standing: Scores;
  /** What is left of the minutes the scheme asks: told to whoever rates, and asked of the practicum. */
  minutesLeft: number;
  /** What the participants say of the candidate goes into the file: it is not written there already. */
  hears: boolean;
};

export const rulesInStage = (
  scheme: Scheme,
  { scores, observedMinutes, feedback }: Pick<StageFacts, "scores" | "observedMinutes" | "feedback">,
): Rules => ({
  thresholds: thresholdsOf(scheme),
  standing: scores,
  minutesLeft: minutesLeft(scheme, observedMinutes),
  hears: feedback === null,
});

/** A renewal asks for all twelve at its own floor (domain §6.4 R3); how long one has watched, it does not say. */
export const rulesOfRenewal = (scheme: Scheme): Rules => ({
  thresholds: {
    assessors: ASSESSORS,
    second: SECOND_RATING,
    ...thresholdsOf(scheme),
    floor: scheme.renewal.asks.floor,
    mean: scheme.renewal.asks.participantMean,
  },
  standing: {},
  minutesLeft: 0,
  hears: false,
});

/** Whether a renewal asks for a delivery rated on the twelve criteria. */
export const asksInstrument = ({ renewal: { parts, observedBy } }: Scheme): boolean =>
  parts.includes("R3") && observedBy === "lowest-score";

/**
 * How many marks another assessor would have to give otherwise for the other verdict: one score falls below the floor,
 * or all that are below reach it.
 */
export function marksFromOtherVerdict(scores: Scores, floor: number): number {
  const weak = below(scores, floor);
  const given = Object.values(scores);
  if (weak.length === 0) return given.length === 0 ? Infinity : Math.min(...given) - floor + 1;
  return weak.reduce((sum, criterion) => sum + floor - scores[criterion]!, 0);
}

export type FirstRating = {
  scores: Scores;
  mean: number | null;
  /** From 0 to 9999, fixed before anybody rated. */
  draw: number;
  /** By somebody who has trained the candidate. */
  excepted: boolean;
};

/** Why a second rating is asked; empty where one is enough. */
export function secondAsked(
  { scores, mean, draw, excepted }: FirstRating,
  { assessors, second, floor, mean: threshold }: Thresholds,
): SecondReason[] {
  const reasons: SecondReason[] = [];
  if (assessors > 1) reasons.push("scheme");
  if (excepted) reasons.push("exception");
  if (marksFromOtherVerdict(scores, floor) <= second.marks) reasons.push("close");
  if (mean !== null && Math.abs(mean - threshold) <= second.mean) reasons.push("mean");
  if (draw < second.share) reasons.push("drawn");
  return reasons;
}

/** One person, under whichever account each was asked, is no second rater. */
export const ratesTwice = (
  own: { id: string; assessorId: string },
  ratings: readonly { id: string; assessorId: string }[],
): boolean => ratings.some(({ id, assessorId }) => id !== own.id && assessorId === own.assessorId);

/**
 * Whether somebody else may rate in the place of an assessor. A signature stays, but where it can never count any more:
 * they left, or what bars them came to light since.
 */
export function mayBeReplaced(
  settled: boolean,
  { signed, mayStillRate }: { signed: boolean; mayStillRate: boolean },
): Refusal | null {
  if (settled) return { key: "observation.settledStays" };
  return signed && mayStillRate ? { key: "observation.signedStays" } : null;
}

// ── Where two ratings differ ────────────────────────────────────────────────────────────────────────

export type Difference = {
  criterion: Criterion;
  first: Score;
  second: Score;
  apart: number;
  /** Too far apart, or on two sides of the floor. */
  moderate: boolean;
};

export function differences(
  first: Scores,
  second: Scores,
  { second: rule, floor }: Thresholds,
): Difference[] {
  return CRITERIA.flatMap((criterion) => {
    const [one, other] = [first[criterion], second[criterion]];
    if (one === undefined || other === undefined || one === other) return [];
    const apart = Math.abs(one - other);
    const moderate = apart >= rule.apart || one < floor !== other < floor;
    return [{ criterion, first: one, second: other, apart, moderate }];
  });
}

export const mustModerate = (found: readonly Difference[]): boolean => found.some(({ moderate }) => moderate);

/**
 * The first rating stands but for what was agreed. Agreed is what had to be moderated, all of it, and nothing outside
 * what the two have seen.
 */
export function agreedScores(first: Scores, found: readonly Difference[], agreed: Scores): Result<Scores> {
  const open = found.filter(({ moderate }) => moderate).map(({ criterion }) => criterion);
  const without = open.filter((criterion) => agreed[criterion] === undefined);
  if (without.length > 0) return refuse("observation.agreeOnAll");
  const result = { ...first };
  for (const difference of found) {
    const score = agreed[difference.criterion];
    if (score === undefined) continue;
    const [low, high] = [difference.first, difference.second].sort((one, other) => one - other);
    if (score < low! || score > high!)
      return refuse("observation.agreeBetween", { criterion: difference.criterion, low: low!, high: high! });
    result[difference.criterion] = score;
  }
  return ok(result);
}

// ── Where it stands ─────────────────────────────────────────────────────────────────────────────────

export const STANDINGS = [
  "cancelled",
  "settled",
  "first",
  "second-wanted",
  "second",
  "moderation",
  "countersign",
] as const;
export type Standing = (typeof STANDINGS)[number];

export type StandsOn = {
  cancelled: boolean;
  settled: boolean;
  signed: readonly { turn: number; signed: boolean }[];
  proposed: boolean;
};

/** Whose turn it is: derived from what is signed. */
export function standingOf({ cancelled, settled, signed, proposed }: StandsOn): Standing {
  if (cancelled) return "cancelled";
  if (settled) return "settled";
  const isSigned = (turn: number) => signed.some((rating) => rating.turn === turn && rating.signed);
  if (!isSigned(1)) return "first";
  if (!signed.some(({ turn }) => turn === 2)) return "second-wanted";
  if (!isSigned(2)) return "second";
  return proposed ? "countersign" : "moderation";
}
