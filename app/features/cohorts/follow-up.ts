import * as z from "zod";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { mayRead, type EnrolmentStatus } from "#app/features/learning/enrolment.ts";

/*
 * Three and six months after a course: what became of each goal, said by who set it, confirmed or not by who sees their
 * work (domain §5, level 3; glossary 25). It is open for sixty days from the day it is due.
 */

export const FOLLOW_UPS = [3, 6] as const;
export type FollowUpMonths = (typeof FOLLOW_UPS)[number];
const OPEN_DAYS = 60;

export const dueOn = (endDate: CalendarDay, months: FollowUpMonths): CalendarDay =>
  addMonths(endDate, months);

export type FollowUpPhase = "to-come" | "open" | "over";

export function followUpPhase(
  endDate: CalendarDay,
  months: FollowUpMonths,
  today: CalendarDay,
): FollowUpPhase {
  const due = dueOn(endDate, months);
  if (today < due) return "to-come";
  return today <= addDays(due, OPEN_DAYS) ? "open" : "over";
}

/** Whoever was there to the end, whatever they reached; not who left or never came. */
export const isFollowed = (status: EnrolmentStatus): boolean => mayRead(status);

export const GOAL_STATES = ["done", "partly", "not-yet", "dropped"] as const;
export type GoalState = (typeof GOAL_STATES)[number];

export const CONFIRMATIONS = ["confirmed", "partly", "not-confirmed"] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

const GoalAnswer = z.object({ state: z.enum(GOAL_STATES), note: z.string() });
export type GoalAnswer = z.infer<typeof GoalAnswer>;
export type GoalAnswers = Record<string, GoalAnswer>;
export const readGoalAnswers = (json: string): GoalAnswers =>
  z.record(z.string(), GoalAnswer).parse(JSON.parse(json));

/** A goal's name in the answers: where its prompt stands. */
export const goalKey = ({ moduleId, unitId }: { moduleId: string; unitId: string }): string =>
  `${moduleId}/${unitId}`;

export type FollowUpCounts = {
  asked: number;
  answered: number;
  confirmed: number;
  goals: Record<GoalState, number>;
};

/** What a cohort's follow-up comes to. */
export function countFollowUps(
  asked: number,
  answers: readonly { goals: GoalAnswers; confirmation: Confirmation | null }[],
): FollowUpCounts {
  const goals = { done: 0, partly: 0, "not-yet": 0, dropped: 0 };
  for (const { state } of answers.flatMap((each) => Object.values(each.goals))) goals[state] += 1;
  return {
    asked,
    answered: answers.length,
    confirmed: answers.filter(({ confirmation }) => confirmation === "confirmed").length,
    goals,
  };
}
