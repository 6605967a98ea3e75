import * as z from "zod";
import { latinNameField, nameField } from "#app/features/identity/account-forms.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A name changes by marriage, or was written wrongly. Certificates are proof, so nobody renames their own: the person
 * asks and shows a paper, somebody else looks at it and decides, and every certificate that counts is issued anew with
 * the same decision (peers 2: people changed their name to print a certificate for a friend).
 */

export const NAME_REASONS = ["marriage", "spelling", "other"] as const;
export type NameReason = (typeof NAME_REASONS)[number];

export const NAME_CHANGE_STATES = ["open", "approved", "declined", "withdrawn"] as const;
export type NameChangeState = (typeof NAME_CHANGE_STATES)[number];

/** As much as the door lets through with the words around it. */
export const MOST_EVIDENCE_BYTES = 10_000_000;

type Upload = { size: number; arrayBuffer: () => Promise<ArrayBuffer> };

/** A form without a chosen file sends an empty one; one sent as plain fields sends "". */
const Evidence = z
  .custom<Upload | "" | undefined>(
    (value) =>
      value === undefined ||
      value === "" ||
      (typeof value === "object" && value !== null && "arrayBuffer" in value),
    "form:choose-file",
  )
  .refine((value) => !value || value.size <= MOST_EVIDENCE_BYTES, "form:evidence-too-large")
  .transform((value) => (value && value.size > 0 ? value : null));

export const AskNameForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ask"),
    printedName: latinNameField.min(1),
    printedNameLocal: z.union([z.literal(""), nameField]),
    why: z.enum(NAME_REASONS),
    words: z.string().max(1000),
    evidence: Evidence,
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

const SIGNATURES: [string, number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
];

/** By how it begins, whatever its name says; null is neither a picture nor a PDF. */
export const evidenceType = (bytes: Uint8Array): string | null =>
  SIGNATURES.find(([, first]) => first.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
