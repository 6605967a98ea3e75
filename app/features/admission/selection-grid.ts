/*
 * A weighted grid with sub-minimums: every criterion is scored 0 to 5 by each scorer; the total is a weighted mean out of
 * 100, and no total makes up for a criterion under its least. Two people score; where they differ much they talk.
 */

export const HIGHEST = 5;
/** So many scorers before a selection counts as scored. */
export const SCORERS = 2;

export type Criterion = { id: string; name: string; weight: number; least: number };
/** `pass`: points out of 100 an application needs. */
export type Grid = { criteria: Criterion[]; pass: number };
export type Scores = Record<string, number>;

export type GridResult = {
  scorers: number;
  /** Out of 100, in hundredths of a point, rounded; null before anybody scored. */
  total: number | null;
  /** Criteria whose mean is under their least. */
  below: string[];
  /** Points between the highest and the lowest scorer's total, in hundredths; null with fewer than two. */
  apart: number | null;
  /** Criteria two scorers see very differently. */
  disputed: string[];
  verdict: "unscored" | "half-scored" | "passes" | "too-low" | "below-minimum";
};

/** Points out of 100 between two totals from which the scorers should talk; on one criterion, two steps. */
const FAR_APART = 2000;
const FAR_STEPS = 2;

export function gridResult({ criteria, pass }: Grid, byScorer: readonly Scores[]): GridResult {
  const totals = byScorer.map((scores) => totalOf(criteria, scores));
  const scoresOf = (id: string) => byScorer.map((scores) => scores[id] ?? 0);
  // Compared by cross-multiplication: a mean of 2.5 under a least of 2.5 is no matter of rounding.
  const below = criteria
    .filter(({ id, least }) => byScorer.length > 0 && sum(scoresOf(id)) < least * byScorer.length)
    .map(({ id }) => id);
  const disputed = criteria.filter(({ id }) => spread(scoresOf(id)) >= FAR_STEPS).map(({ id }) => id);
  const total = byScorer.length === 0 ? null : Math.round(sum(totals) / totals.length);
  return {
    scorers: byScorer.length,
    total,
    below,
    apart: byScorer.length < 2 ? null : spread(totals),
    disputed: byScorer.length < 2 ? [] : disputed,
    verdict: verdictOf(byScorer.length, below.length > 0, reaches(criteria, byScorer, pass)),
  };
}

/** Whether two scorers should talk before anything is decided. */
export const areFarApart = ({ apart, disputed }: GridResult): boolean =>
  (apart !== null && apart >= FAR_APART) || disputed.length > 0;

function verdictOf(scorers: number, below: boolean, reached: boolean): GridResult["verdict"] {
  if (scorers === 0) return "unscored";
  if (scorers < SCORERS) return "half-scored";
  if (below) return "below-minimum";
  return reached ? "passes" : "too-low";
}

/** One scorer's weighted total, out of 100, in hundredths. */
export function totalOf(criteria: readonly Criterion[], scores: Scores): number {
  const weights = sum(criteria.map(({ weight }) => weight));
  if (weights === 0) return 0;
  const points = sum(criteria.map(({ id, weight }) => weight * (scores[id] ?? 0)));
  return Math.round((points * 10_000) / (weights * HIGHEST));
}

/** Σ weight × score over all scorers against pass % of the most there is, exactly. */
function reaches(criteria: readonly Criterion[], byScorer: readonly Scores[], pass: number): boolean {
  const most = sum(criteria.map(({ weight }) => weight)) * HIGHEST * byScorer.length;
  const points = sum(
    byScorer.flatMap((scores) => criteria.map(({ id, weight }) => weight * (scores[id] ?? 0))),
  );
  return points * 100 >= pass * most;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const spread = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);
