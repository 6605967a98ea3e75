import * as z from "zod";
import { DECLINE_CODES } from "#app/features/trainers/candidacies/candidacy.ts";
import { LOCALES } from "#app/lib/locales.ts";

/* What an officer sends from the sheet of a panel, and what whoever sits on it sends from their own page. */

const of = z.string().min(1).max(100);
const Words = z.string().min(3).max(4000);
/** Of a candidacy: the act has an id of its own, and says how many events it has seen. */
const Seen = z
  .string()
  .regex(/^\d{1,4}$/, "form:whole-number")
  .default("0")
  .transform(Number);

export const PanelForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("call-panel"), of, why: z.string().min(3).max(2000) }),
  z.object({ intent: z.literal("seat-member"), of, username: z.string().min(1).max(100) }),
  z.object({
    intent: z.literal("invite-guest"),
    of,
    guestName: z.string().min(2).max(200),
    guestEmail: z.email().max(254),
    guestEmployer: z.string().min(1).max(200),
    guestLocale: z.enum(LOCALES),
  }),
  z.object({ intent: z.literal("free-seat"), of, seat: z.string().min(1).max(100) }),
  z.object({ intent: z.literal("dissolve-panel"), of, minutes: Words }),
]);
export type PanelForm = z.output<typeof PanelForm>;

/** What is said once a form of the sheet has been taken. */
export const PANEL_NOTICE = {
  "call-panel": "panel-called",
  "seat-member": "panel-seated",
  "invite-guest": "panel-invited",
  "free-seat": "panel-freed",
  "dissolve-panel": "panel-dissolved",
} as const satisfies Record<PanelForm["intent"], string>;

export const isPanelForm = (form: { intent: string }): form is PanelForm =>
  Object.hasOwn(PANEL_NOTICE, form.intent);

/** What the three decided, as somebody enters it: the minutes stay, the reason goes to whom it is about. */
export const PanelDecisionForm = z.object({
  intent: z.literal("panel-decision"),
  of,
  id: z.string().max(100).default(""),
  seen: Seen,
  minutes: Words,
  /** Why a candidate is not admitted, where the three said so. */
  code: z.enum(DECLINE_CODES, "form:choose").optional(),
  reason: z.string().min(3).max(2000),
});
export type PanelDecisionForm = z.output<typeof PanelDecisionForm>;

const yes = z.literal("yes", "form:declare");

export const SeatForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("declare"),
    /** Of a guest; where a member works is known. */
    employer: z.string().max(200).default(""),
    part: yes,
    tie: yes,
    interest: yes,
  }),
  z.object({ intent: z.literal("conflict"), conflict: z.string().min(3).max(1000) }),
  z.object({ intent: z.literal("vote"), vote: z.string().min(1).max(40), words: Words }),
]);
export type SeatForm = z.output<typeof SeatForm>;
