import type { ApplicationState, Decision } from "./application.ts";

/* Which decisions are told by letter; a shortlist is the selection's own business. */

export const LETTERS = ["offer", "waiting", "declined"] as const;
export type Letter = (typeof LETTERS)[number];

const OF_DECISION: Partial<Record<Decision, Letter>> = {
  offer: "offer",
  wait: "waiting",
  decline: "declined",
};
export const letterOfDecision = (decision: Decision): Letter | null => OF_DECISION[decision] ?? null;

const OF_STATE: Partial<Record<ApplicationState, Letter>> = {
  offered: "offer",
  accepted: "offer",
  waiting: "waiting",
  declined: "declined",
};

/** The letter an application stands under: an offer that was accepted is the invitation. Null before any decision. */
export const letterOf = (state: ApplicationState): Letter | null => OF_STATE[state] ?? null;
