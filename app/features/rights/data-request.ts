import * as z from "zod";
import { addDays, isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * Whoever asks to see, correct or erase what is held about them has an answer within 30 days of asking, whichever way
 * they asked (GDPR art. 12; UN principles on personal data, transparency). Erasure leaves the proof: a certificate's
 * number, dates, fingerprint and status stay, its name goes (security.md, "erasure with kept certificates").
 */

export const REQUEST_KINDS = ["access", "correction", "erasure"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const OUTCOMES = ["done", "partly", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DAYS_TO_ANSWER = 30;
const SOON_DAYS = 7;

export type RequestState = "answered" | "open" | "due-soon" | "overdue";

export const dueOn = (askedOn: CalendarDay): CalendarDay => addDays(askedOn, DAYS_TO_ANSWER);

export function requestState(
  { askedOn, answered }: { askedOn: CalendarDay; answered: boolean },
  today: CalendarDay,
): RequestState {
  if (answered) return "answered";
  const due = dueOn(askedOn);
  if (today > due) return "overdue";
  return today >= addDays(due, -SOON_DAYS) ? "due-soon" : "open";
}

const Words = z.string().max(2000);

export const AskForm = z.object({ kind: z.enum(REQUEST_KINDS), words: Words });

/** Entered for somebody who asked by letter: who, when, and what. */
export const EnterForm = AskForm.extend({
  identifier: z.string().min(1).max(254),
  askedOn: z.string().refine(isCalendarDay, "form:day"),
});

export const AnswerForm = z.object({
  outcome: z.enum(OUTCOMES),
  answer: z.string().min(1).max(2000),
  /** The box under the list of what is erased. */
  read: z.literal("yes").optional(),
});

export type AnswerFacts = {
  kind: RequestKind;
  outcome: Outcome;
  personId: string;
  answered: boolean;
  /** Courses they sit in now, and roles they hold: an erasure waits until these are over. */
  sitting: number;
  roles: number;
};

/** An erasure that was done is done on the spot; nobody answers themselves. */
export const erases = ({ kind, outcome }: Pick<AnswerFacts, "kind" | "outcome">): boolean =>
  kind === "erasure" && outcome === "done";

export function mayAnswer(facts: AnswerFacts, actorId: string): Result<void> {
  if (facts.answered) return refuse("changed-meanwhile");
  if (facts.personId === actorId) return refuse("rights.own-request");
  if (!erases(facts)) return ok(undefined);
  if (facts.roles > 0) return refuse("rights.still-staff");
  return facts.sitting > 0 ? refuse("rights.still-learning", { count: facts.sitting }) : ok(undefined);
}
