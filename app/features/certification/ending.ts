import { ok, refuse, type Result } from "#app/lib/result.ts";
import { actsOnNewest, type ActFacts, type Authorities } from "./correction.ts";

/*
 * How a certificate ends that should not be relied on. Revoked: it held until that day. In error: it should never have been
 * issued, and never held. Nobody ends one alone: one says so with a reason, another confirms, and until then nothing has
 * changed for its holder.
 */

export const ENDINGS = ["revoked", "in-error"] as const;
export type Ending = (typeof ENDINGS)[number];

export function mayEnd(facts: ActFacts, authorities: Authorities): Result<void> {
  const newest = actsOnNewest(facts, authorities);
  if (!newest.ok) return newest;
  return facts.revoked ? refuse("certificate.already-revoked") : ok(undefined);
}

export type Proposed = {
  as: Ending;
  reason: string;
  proposedBy: string;
  /** On whose behalf, by a deputy. */
  proposedFor: readonly string[];
  /** Names this very proposal: nobody confirms a reason they have not read. */
  seen: string;
};

/** As the page of a certificate shows it. */
export type ShownEnding = Pick<Proposed, "as" | "reason"> & {
  proposedBy: string;
  proposedAt: number;
  confirmed: boolean;
  mayConfirm: boolean;
  mayTakeBack: boolean;
  seen: string;
};

/** Two who decide by the same authority are one: a deputy and whoever they stand in for. */
export function mayConfirm(
  facts: ActFacts,
  { proposedBy, proposedFor }: Pick<Proposed, "proposedBy" | "proposedFor">,
  authorities: Authorities,
): Result<void> {
  const allowed = mayEnd(facts, authorities);
  if (!allowed.ok) return allowed;
  const same = [proposedBy, ...proposedFor].some((id) => authorities.includes(id));
  return same ? refuse("certificate.ending-needs-another") : ok(undefined);
}

/** By anybody who could confirm or propose it, and never by its holder. */
export const mayTakeBack = (
  { holderId }: Pick<ActFacts, "holderId">,
  authorities: Authorities,
): Result<void> => (authorities.includes(holderId) ? refuse("certificate.own-record") : ok(undefined));
