import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";

/*
 * How far a rater is from those who rated the same thing (issue: mean difference from co-raters). Both rated without seeing
 * each other's scores; whoever is always higher by half a point has drifted, whatever the right score is.
 */

/** What one person gave one observation. */
export type Rated = { raterId: string; of: string; scores: Scores };

export type Drift = {
  raterId: string;
  /** Observations somebody else rated too. */
  shared: number;
  /** Scores that could be compared, criterion by criterion. */
  compared: number;
  /** Mean of own score less that of the co-raters, in hundredths of a mark; above 0 is more generous. */
  mean: number | null;
  /** The same without its sign: who is as often too high as too low shows here. */
  distance: number | null;
};

/** From this many compared scores on a mean says something: two observations of twelve criteria. */
export const ENOUGH_COMPARED = 24;
/** Beyond half a mark the officer talks with the rater, or has both rate an anchor video (domain §6.4: 0.75). */
export const DRIFT_AT = 50;

export const drifts = ({ compared, mean }: Drift): boolean =>
  mean !== null && compared >= ENOUGH_COMPARED && Math.abs(mean) >= DRIFT_AT;

/** One line for each rater, in the order they first appear. */
export function raterDrift(ratings: readonly Rated[]): Drift[] {
  const byObservation = new Map<string, Rated[]>();
  for (const rating of ratings)
    byObservation.set(rating.of, [...(byObservation.get(rating.of) ?? []), rating]);
  const raters = [...new Set(ratings.map(({ raterId }) => raterId))];
  return raters.map((raterId) => {
    const own = ratings.filter((rating) => rating.raterId === raterId);
    const pairs = own.map((rating) => ({
      rating,
      others: byObservation.get(rating.of)!.filter((other) => other.raterId !== raterId),
    }));
    const differences = pairs.flatMap(({ rating, others }) => differencesOf(rating, others));
    return {
      raterId,
      shared: pairs.filter(({ others }) => others.length > 0).length,
      compared: differences.length,
      mean: meanOf(differences),
      distance: meanOf(differences.map(Math.abs)),
    };
  });
}

/** In marks, one for each criterion that both sides scored. */
function differencesOf({ scores }: Rated, others: readonly Rated[]): number[] {
  return CRITERIA.flatMap((criterion) => {
    const own = scores[criterion];
    const theirs = others.flatMap((other) => other.scores[criterion] ?? []);
    if (own === undefined || theirs.length === 0) return [];
    return [own - theirs.reduce((sum: number, score) => sum + score, 0) / theirs.length];
  });
}

const meanOf = (differences: readonly number[]): number | null =>
  differences.length === 0
    ? null
    : Math.round((differences.reduce((sum, difference) => sum + difference, 0) * 100) / differences.length);
