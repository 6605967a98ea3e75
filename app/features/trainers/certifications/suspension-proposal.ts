import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { OVER, type Standing } from "./certification-status.ts";

/*
 * A master trainer may propose a suspension (domain §6.3), on what they have seen; an officer decides on it, and never the one
 * who proposed it. Until then nothing has changed, and nobody else is told.
 */

/** Somebody should not stand in front of clients for longer than that undecided. */
export const DAYS_TO_DECIDE = 10;

export const PROPOSAL_STATES = ["waiting", "overdue", "suspended", "declined"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export type ProposalFacts = { decideBy: CalendarDay; outcome: string | null };

export function proposalState({ decideBy, outcome }: ProposalFacts, today: CalendarDay): ProposalState {
  if (outcome !== null) return outcome === "suspended" ? "suspended" : "declined";
  return today > decideBy ? "overdue" : "waiting";
}

export type Proposing = {
  holderId: string;
  actorId: string;
  /** Valid as a master trainer on the day. */
  isMaster: boolean;
  standing: Pick<Standing, "status">;
  /** They have proposed it already, and it waits. */
  waits: boolean;
};

export function mayProposeSuspension({
  holderId,
  actorId,
  isMaster,
  standing,
  waits,
}: Proposing): Result<null> {
  if (holderId === actorId) return refuse("certification-own-record");
  if (!isMaster) return refuse("proposal.master-only");
  if (OVER.includes(standing.status)) return refuse("certification-over");
  if (standing.status === "suspended") return refuse("certification-suspended-already");
  return waits ? refuse("proposal.waits-already") : ok(null);
}

/** @param authorities who acts, and on whose behalf */
export function mayDecideProposal(
  { proposedBy, outcome }: { proposedBy: string; outcome: string | null },
  holderId: string,
  authorities: readonly string[],
): Result<null> {
  if (outcome !== null) return refuse("changed-meanwhile");
  if (authorities.includes(holderId)) return refuse("certification-own-record");
  return authorities.includes(proposedBy) ? refuse("proposal.by-another") : ok(null);
}
