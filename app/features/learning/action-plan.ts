import * as z from "zod";
import { modulesInOrder, type CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A participant's dated commitments after the training (domain §6.1, no. 24): one goal for each prompt of the
 * course, handed in as one plan and approved by somebody else. Achievement needs it approved (domain §6.7).
 */

export const PLAN_STATES = ["draft", "submitted", "returned", "approved"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

const Sentence = z.string().min(1).max(1000);

/** What is to be reached, what one does first, by when, and how one will know. */
export const Goal = z.strictObject({
  goal: Sentence,
  firstStep: Sentence,
  byDate: z.string().min(1).refine(isCalendarDay, "form:day"),
  indicator: Sentence,
});
export type Goal = z.infer<typeof Goal>;

/** One prompt as its page shows it. */
export type GoalView = { goal: Goal | null; state: PlanState; mayWrite: boolean };

export type PlanFacts = {
  state: PlanState;
  authorId: string;
  /** Prompts of the course without a goal yet. */
  missingGoals: number;
};

/** The prompts that ask for a goal, in the order of the course; of electives only the chosen ones. */
export const promptsOf = (outline: CourseOutline, modules: ReadonlySet<string>) =>
  modulesInOrder(outline)
    .filter(({ id }) => modules.has(id))
    .flatMap(({ id, units }) =>
      units.filter(({ kind }) => kind === "action-plan").map((unit) => ({ moduleId: id, unit })),
    );

/** Written until it is handed in, and again when it comes back. */
export const mayWrite = (state: PlanState): boolean => state === "draft" || state === "returned";

/** A commitment looks ahead. */
export const isAhead = ({ byDate }: Pick<Goal, "byDate">, today: CalendarDay): boolean => byDate >= today;

export function submitPlan({ state, missingGoals }: PlanFacts): Result<"submitted"> {
  if (!mayWrite(state)) return refuse("learning.plan-not-open");
  if (missingGoals > 0) return refuse("learning.plan-goals-missing", { count: missingGoals });
  return ok("submitted");
}

export type Review = { verdict: "approved" | "returned"; note: string };

/** Nobody approves their own plan, and who sends one back says why. */
export function reviewPlan(plan: PlanFacts, reviewerId: string, review: Review): Result<Review["verdict"]> {
  if (plan.authorId === reviewerId) return refuse("learning.plan-own");
  if (plan.state !== "submitted") return refuse("learning.plan-not-submitted");
  if (review.verdict === "returned" && review.note.trim() === "") return refuse("learning.plan-note-missing");
  return ok(review.verdict);
}
