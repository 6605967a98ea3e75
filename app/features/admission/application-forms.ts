import * as z from "zod";
import { emailField, nameField, phoneField } from "#app/features/identity/account-forms.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import type { FieldError } from "#app/lib/form.ts";
import { DECISIONS } from "./application.ts";
import type { CallQuestion } from "./call-forms.ts";
import { HIGHEST, type Criterion, type Scores } from "./selection-grid.ts";

/* What applicants send, and what scorers and the selection send back. */

export const SEXES = ["female", "male", "other"] as const;
/** Whom an applicant works for: the kinds of organisation that send people, or nobody. */
export const APPLICANT_KINDS = [
  "mfi",
  "ngo",
  "association",
  "training-provider",
  "public-body",
  "employers",
  "workers",
  "independent",
] as const;

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema]);

export const ApplicationForm = z
  .object({
    name: nameField,
    email: optional(emailField),
    phone: optional(phoneField),
    sex: optional(z.enum(SEXES)),
    country: z.string().refine((code) => COUNTRIES.includes(code), "form:choose"),
    organisation: z.string().min(1).max(200),
    organisationKind: z.enum(APPLICANT_KINDS),
    position: z.string().min(1).max(200),
    consent: z.literal("yes", "form:consent"),
  })
  .catchall(z.string().max(4000))
  .refine(({ email, phone }) => email !== null || phone !== null, {
    path: ["email"],
    message: "form:email-or-phone",
  });
export type ApplicationForm = z.output<typeof ApplicationForm>;

export type Answers = Record<string, string>;
export const readAnswers = (json: string): Answers =>
  z.record(z.string(), z.string()).parse(JSON.parse(json));

export const answerField = (id: string): string => `answer-${id}`;

/** The answers to the call's own questions, and what is wrong with them. */
export function answersIn(
  form: ApplicationForm,
  questions: readonly CallQuestion[],
): { answers: Answers; errors: FieldError[] } {
  const answers: Answers = {};
  const errors: FieldError[] = [];
  for (const { id, kind, required } of questions) {
    const name = answerField(id);
    const given = (form as Record<string, unknown>)[name];
    const answer = typeof given === "string" ? given : "";
    if (answer === "") {
      if (required) errors.push({ field: name, key: "required" });
      continue;
    }
    if (kind === "number" && !/^\d{1,6}([.,]\d{1,2})?$/.test(answer))
      errors.push({ field: name, key: "number" });
    else if (kind === "yes-no" && answer !== "yes" && answer !== "no")
      errors.push({ field: name, key: "choose" });
    else answers[id] = answer;
  }
  return { answers, errors };
}

export const ApplicantAnswerForm = z.object({ intent: z.enum(["accept", "refuse", "withdraw"]) });

const Chosen = z.array(z.string().max(100)).min(1, "form:choose").max(500);

export const DecisionForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("offer"),
    applications: Chosen,
    replyBy: z.string().refine(isCalendarDay, "form:day"),
    note: z.string().max(2000).default(""),
  }),
  ...DECISIONS.filter((decision) => decision !== "offer").map((decision) =>
    z.object({
      intent: z.literal(decision),
      applications: Chosen,
      replyBy: z.string().default(""),
      note: z.string().max(2000).default(""),
    }),
  ),
]);
export type DecisionForm = z.output<typeof DecisionForm>;

export const ScoreForm = z
  .object({ comment: z.string().max(2000).default("") })
  .catchall(z.string().max(4000));

export const scoreField = (criterionId: string): string => `score-${criterionId}`;

/** One score for every criterion, or which are missing. */
export function scoresIn(
  form: z.output<typeof ScoreForm>,
  criteria: readonly Criterion[],
): { scores: Scores; errors: FieldError[] } {
  const scores: Scores = {};
  const errors: FieldError[] = [];
  for (const { id } of criteria) {
    const given = (form as Record<string, unknown>)[scoreField(id)];
    if (typeof given === "string" && /^[0-9]$/.test(given) && Number(given) <= HIGHEST)
      scores[id] = Number(given);
    else errors.push({ field: scoreField(id), key: "choose" });
  }
  return { scores, errors };
}
