import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * What becomes of an application (domain §6.7: applied → waiting list or offer → confirmed). An offer stands until the
 * day it must be answered by; that it has lapsed follows from the date.
 */

export const APPLICATION_STATES = [
  "received",
  "shortlisted",
  "waiting",
  "declined",
  "offered",
  "accepted",
  "refused",
  "withdrawn",
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** How a list of applications may be ordered. */
export const ORDERS = ["score", "name", "date"] as const;

/** What the selection may do, and what the applicant. */
export const DECISIONS = ["shortlist", "wait", "offer", "decline", "reopen"] as const;
export type Decision = (typeof DECISIONS)[number];
export type Answer = "accept" | "refuse" | "withdraw";

const TO: Record<Decision | Answer, ApplicationState> = {
  shortlist: "shortlisted",
  wait: "waiting",
  offer: "offered",
  decline: "declined",
  reopen: "received",
  accept: "accepted",
  refuse: "refused",
  withdraw: "withdrawn",
};

const FROM: Record<Decision | Answer, readonly ApplicationState[]> = {
  shortlist: ["received", "waiting", "declined"],
  wait: ["received", "shortlisted", "offered"],
  offer: ["received", "shortlisted", "waiting", "offered", "refused"],
  decline: ["received", "shortlisted", "waiting", "offered"],
  reopen: ["shortlisted", "declined", "waiting"],
  accept: ["offered"],
  refuse: ["offered"],
  withdraw: ["received", "shortlisted", "waiting", "offered"],
};

export type Standing = { state: ApplicationState; replyBy: CalendarDay | null };

/** An offer nobody answered in time. */
export const hasLapsed = ({ state, replyBy }: Standing, today: CalendarDay): boolean =>
  state === "offered" && replyBy !== null && replyBy < today;

/** Whether it holds a seat: accepted, or an offer that still stands. */
export const holdsSeat = (standing: Standing, today: CalendarDay): boolean =>
  standing.state === "accepted" || (standing.state === "offered" && !hasLapsed(standing, today));

export const mayMove = (state: ApplicationState, by: Decision | Answer): boolean => FROM[by].includes(state);

/** The states one may come from: the guard of a compare-and-set. */
export const statesBefore = (by: Decision | Answer): readonly ApplicationState[] => FROM[by];

export const stateAfter = (by: Decision | Answer): ApplicationState => TO[by];

type Offering = { seats: number; held: number; replyBy: CalendarDay; startDate: CalendarDay };

/** Offers hold seats: no more than there are, and answered from tomorrow on, before the course begins. */
export function mayOffer(
  { seats, held, replyBy, startDate }: Offering,
  offers: number,
  today: CalendarDay,
): Result<void> {
  if (replyBy < today) return refuse("admission.reply-in-the-past");
  if (replyBy >= startDate) return refuse("admission.reply-too-late");
  const free = seats - held;
  if (offers > free) return refuse("admission.no-seats", { count: Math.max(0, free) });
  return ok(undefined);
}

/** What an applicant may still do. */
export function mayAnswer(standing: Standing, answer: Answer, today: CalendarDay): Result<void> {
  if (!mayMove(standing.state, answer)) return refuse("admission.answered");
  if (answer === "accept" && hasLapsed(standing, today)) return refuse("admission.offer-lapsed");
  return ok(undefined);
}
