import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";

/*
 * How close a master trainer rates to what was agreed on (domain §6.4). Counted is a second rating from a recording, of an
 * observation that is settled: both saw the same, and neither the other's scores.
 */

/**
 * Mean over the twelve criteria of the difference from the consensus, in hundredths of a mark and never rounded down: from
 * what the two agreed on in words, else from the mean of both. Null: not both have scored all twelve.
 */
export function fromConsensus(own: Scores, other: Scores, agreed: Scores | null): number | null {
  let apart = 0;
  for (const criterion of CRITERIA) {
    const [mine, theirs] = [own[criterion], other[criterion]];
    if (mine === undefined || theirs === undefined) return null;
    apart += Math.abs(mine - (agreed?.[criterion] ?? (mine + theirs) / 2));
  }
  return Math.ceil((apart * 100) / CRITERIA.length);
}
