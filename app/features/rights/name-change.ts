import * as z from "zod";
import { latinNameField, nameField } from "#app/features/identity/account-forms.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { EvidenceFile } from "#app/lib/evidence-file.ts";

/*
 * A name changes by marriage, or was written wrongly. Certificates are proof, so nobody renames their own: the person
 * asks and shows a paper, somebody else looks at it and decides, and every certificate that counts is issued anew with
 * the same decision (peers 2: people changed their name to print a certificate for a friend).
 */

export const NAME_REASONS = ["marriage", "spelling", "other"] as const;
export type NameReason = (typeof NAME_REASONS)[number];

export const NAME_CHANGE_STATES = ["open", "approved", "declined", "withdrawn"] as const;
export type NameChangeState = (typeof NAME_CHANGE_STATES)[number];

export const AskNameForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ask"),
    printedName: latinNameField.min(1),
    printedNameLocal: z.union([z.literal(""), nameField]),
    why: z.enum(NAME_REASONS),
    words: z.string().max(1000),
    evidence: EvidenceFile,
  }),
  z.object({ intent: z.literal("withdraw") }),
]);

export const DecideNameForm = z.object({
  verdict: z.enum(["approved", "declined"]),
  note: z.string().max(1000),
});

export function mayAskForName(facts: { open: boolean; same: boolean }): Result<void> {
  if (facts.open) return refuse("rights.name-asked-already");
  return facts.same ? refuse("rights.name-is-the-same") : ok(undefined);
}

export type NameDecision = {
  state: NameChangeState;
  /** Who asks. */
  personId: string;
  verdict: "approved" | "declined";
  note: string;
  /** Certificates that count and that whoever decides does not reach: all are issued anew, or none. */
  beyondReach: number;
};

export function mayDecideOnName(facts: NameDecision, actorId: string): Result<void> {
  if (facts.state !== "open") return refuse("changed-meanwhile");
  if (facts.personId === actorId) return refuse("rights.own-request");
  if (facts.verdict === "declined") return facts.note === "" ? refuse("rights.say-why") : ok(undefined);
  return facts.beyondReach > 0 ? refuse("rights.beyond-reach", { count: facts.beyondReach }) : ok(undefined);
}
