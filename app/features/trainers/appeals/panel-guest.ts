import * as z from "zod";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import { LOCALES } from "#app/lib/locales.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { PANEL_SIZE } from "./appeal.ts";
import {
  APPEAL_OUTCOMES,
  type AppealOutcome,
} from "#app/features/trainers/certifications/certification-status.ts";

/*
 * Somebody from outside sits on the panel of one appeal (domain §0a): asked by a link of their own, they first declare
 * that nothing ties them to it, read the case, and say once what they think. The link ends with that, or by its day. What
 * separates those who judge from those who are judged holds for them too.
 */

export const GUEST_STATES = ["invited", "declared", "answered", "conflict", "withdrawn", "over"] as const;
export type GuestState = (typeof GUEST_STATES)[number];

export type Guest = {
  until: CalendarDay;
  declared: boolean;
  conflict: boolean;
  answered: boolean;
  withdrawn: boolean;
};

export function guestState(guest: Guest, today: CalendarDay): GuestState {
  if (guest.withdrawn) return "withdrawn";
  if (guest.conflict) return "conflict";
  if (guest.answered) return "answered";
  if (today > guest.until) return "over";
  return guest.declared ? "declared" : "invited";
}

/** A guest reads and writes only while the link is theirs. */
export const mayStillAct = (state: GuestState): boolean => state === "invited" || state === "declared";

/** However late they are asked, there is time to read. */
const LEAST_DAYS = 14;

/** The last day of the link: when the panel's outcome is due. */
export function guestUntil(dueOn: CalendarDay, today: CalendarDay): CalendarDay {
  const least = addDays(today, LEAST_DAYS);
  return dueOn > least ? dueOn : least;
}

export type AroundGuest = {
  /** Where whoever appeals works on the day. */
  employers: readonly string[];
  /** Somebody here has this address: they are named by their username, so that what they did is known. */
  account: boolean;
  /** Who was asked about this appeal and may still answer, or has: no more than there are seats. */
  asked: readonly string[];
};

export function mayInvite(
  { email, employer }: { email: string; employer: string },
  { employers, account, asked }: AroundGuest,
): Result<null> {
  if (account) return refuse("panel-guest-account");
  if (asked.some((other) => other.toLowerCase() === email.toLowerCase())) return refuse("panel-guest-twice");
  if (asked.length >= PANEL_SIZE) return refuse("panel-guest-seats", { count: PANEL_SIZE });
  return sameEmployer(employer, employers) ? refuse("panel-guest-employer") : ok(null);
}

/**
 * Whether the panel can have come to this: guests who have answered sit on it, and two of three decide. What they said
 * cannot be passed over by whoever enters it. Where three said three things, they came to one of them by talking.
 */
export function canDecide(outcome: AppealOutcome, votes: readonly AppealOutcome[]): boolean {
  const carries = (one: AppealOutcome) =>
    votes.filter((vote) => vote === one).length + (PANEL_SIZE - votes.length) > PANEL_SIZE / 2;
  return carries(outcome) || !APPEAL_OUTCOMES.some(carries);
}

export const sameEmployer = (employer: string, employers: readonly string[]): boolean =>
  employers.some((other) => fold(other).trim() === fold(employer).trim());

/** What a guest says before they read the case, each by itself. */
export const DECLARED = ["part", "tie", "interest"] as const;

const yes = z.literal("yes", "form:declare");
const Words = z.string().min(3).max(4000);

export const GuestForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("declare"),
    employer: z.string().min(1).max(200),
    part: yes,
    tie: yes,
    interest: yes,
  }),
  z.object({ intent: z.literal("conflict"), conflict: z.string().min(3).max(1000) }),
  z.object({ intent: z.literal("answer"), outcome: z.enum(APPEAL_OUTCOMES), words: Words }),
]);
export type GuestForm = z.output<typeof GuestForm>;

export const InviteGuestForm = z.object({
  intent: z.literal("invite-guest"),
  of: z.string().max(60),
  guestName: z.string().min(2).max(200),
  guestEmail: z.email().max(254),
  guestEmployer: z.string().min(1).max(200),
  guestLocale: z.enum(LOCALES),
});
export type InviteGuest = Omit<z.output<typeof InviteGuestForm>, "intent">;
