import { canonicalJson } from "#app/lib/canonical-json.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { FactsDraft } from "./freeze-facts.ts";

/*
 * A certificate is never changed: a correction is the next edition, with its own number, and supersedes the one
 * before; ending.ts ends it with a reason. Both are acts on the newest edition, by somebody else than its
 * holder (decisions 17). A revoked one may be issued again, which leaves the revoked edition revoked.
 */

export type ActFacts = { holderId: string; superseded: boolean; revoked: boolean };

/** Whoever acts, and whoever they stand in for (`ownRecordsOf`). */
export type Authorities = readonly string[];

export function mayCorrect(facts: ActFacts, authorities: Authorities, changes: number): Result<void> {
  const newest = actsOnNewest(facts, authorities);
  if (!newest.ok) return newest;
  return changes === 0 && !facts.revoked ? refuse("certificate.nothing-to-correct") : ok(undefined);
}

export function actsOnNewest({ holderId, superseded }: ActFacts, authorities: Authorities): Result<void> {
  if (authorities.includes(holderId)) return refuse("certificate.own-record");
  return superseded ? refuse("certificate.superseded") : ok(undefined);
}

/** Why a certificate was written anew: the holder's name changed. Why it did stays with their request. */
export const NEW_NAME = "name-change";

/** What a correction takes anew; attendance, hours and the course stay as they were decided. */
export const CORRECTABLE = [
  "holder",
  "cohort",
  "place",
  "startDate",
  "endDate",
  "issuer",
  "signatories",
] as const satisfies (keyof FactsDraft)[];

export type CorrectablePart = (typeof CORRECTABLE)[number];
export type CorrectableFacts = Pick<FactsDraft, CorrectablePart>;

export type ProposedCorrection = {
  /** The parts as the person and the cohort have them today. */
  now: CorrectableFacts;
  changes: CorrectablePart[];
  /** The holder has confirmed this printed name. */
  nameConfirmed: boolean;
  /** Names what was looked at: an act on something else meanwhile is refused. */
  seen: string;
};

/** The parts that would read differently. */
export const changedParts = (frozen: CorrectableFacts, now: CorrectableFacts): CorrectablePart[] =>
  differing(CORRECTABLE, frozen, now);

/** Of these parts, those that are not the same in both; what is missing is null. */
export const differing = <Part extends string>(
  parts: readonly Part[],
  one: { readonly [Each in Part]?: unknown },
  other: { readonly [Each in Part]?: unknown },
): Part[] =>
  parts.filter((part) => canonicalJson([one[part] ?? null]) !== canonicalJson([other[part] ?? null]));
