import { differing } from "#app/features/certification/correction.ts";
import type { TrainerDraft } from "#app/features/certification/trainer-facts.ts";

/*
 * A trainer's certificate is never changed: what is wrong on it is put right in a next edition, which supersedes it. It takes
 * anew what the register and the decision say today; scheme, version and decision stay as they were frozen.
 */

export const CORRECTABLE = [
  "holder",
  "language",
  "topics",
  "validFrom",
  "validUntil",
  "place",
  "issuer",
  "signatories",
] as const satisfies (keyof TrainerDraft)[];

export type CorrectablePart = (typeof CORRECTABLE)[number];
export type CorrectableFacts = Pick<TrainerDraft, CorrectablePart>;

export type ProposedCorrection = {
  frozen: CorrectableFacts;
  now: CorrectableFacts;
  changes: CorrectablePart[];
  /** Names what was looked at: an act on something else meanwhile is refused. */
  seen: string;
};

export const correctable = (facts: CorrectableFacts): CorrectableFacts =>
  Object.fromEntries(CORRECTABLE.map((part) => [part, facts[part]])) as CorrectableFacts;

/** The parts that would read differently. */
export const changedParts = (frozen: CorrectableFacts, now: CorrectableFacts): CorrectablePart[] =>
  differing(CORRECTABLE, frozen, now);
