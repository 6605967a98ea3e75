import * as z from "zod";
import { emailField } from "#app/features/identity/account-forms.ts";
import type { FieldError } from "#app/lib/form.ts";
import { CONFIRMATIONS, FOLLOW_UPS, GOAL_STATES, goalKey, type GoalAnswers } from "./follow-up.ts";

/** The goals come by their place: `state-1`, `note-1`; the supervisor with a name and an address, or not at all. */
export const FollowUpForm = z
  .object({
    supervisorName: z.string().max(120).default(""),
    supervisorEmail: z.union([z.literal(""), emailField]).default(""),
  })
  .catchall(z.string().max(2000))
  .refine(({ supervisorName, supervisorEmail }) => (supervisorName === "") === (supervisorEmail === ""), {
    path: ["supervisorEmail"],
    message: "form:name-and-email",
  });
export type FollowUpForm = z.output<typeof FollowUpForm>;

export const stateField = (place: number): string => `state-${place}`;
export const noteField = (place: number): string => `note-${place}`;

export function goalsIn(
  form: FollowUpForm,
  goals: readonly { moduleId: string; unitId: string }[],
): { answers: GoalAnswers; errors: FieldError[] } {
  const answers: GoalAnswers = {};
  const errors: FieldError[] = [];
  const fields = form as Record<string, unknown>;
  for (const [index, goal] of goals.entries()) {
    const name = stateField(index + 1);
    const state = GOAL_STATES.find((each) => each === fields[name]);
    const note = fields[noteField(index + 1)];
    if (state) answers[goalKey(goal)] = { state, note: typeof note === "string" ? note : "" };
    else errors.push({ field: name, key: "choose" });
  }
  return { answers, errors };
}

export const ConfirmForm = z.object({
  confirmation: z.enum(CONFIRMATIONS),
  comment: z.string().max(2000).default(""),
});
export type ConfirmForm = z.output<typeof ConfirmForm>;

export const AskForm = z.object({
  months: z.coerce.number().refine((months) => FOLLOW_UPS.some((each) => each === months), "form:choose"),
});
