import * as z from "zod";
import { ToolForm } from "#app/features/catalogue/sheet-form.ts";
import { latinNameField, nameField } from "#app/features/identity/account-forms.ts";
import { versionField } from "#app/lib/version-field.ts";
import { Goal } from "./action-plan.ts";

const Field = z.union([z.string(), z.array(z.string())]);

/** The unit page: a unit read ("done"), a quiz begun ("start"), a goal written ("goal"), a tool worked out. */
export const UnitForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("done") }),
  z.strictObject({ intent: z.literal("start") }),
  Goal.extend({ intent: z.literal("goal") }),
  ToolForm,
]);

/** The final's page has one button. */
export const StartForm = z.strictObject({ intent: z.literal("start") });

/**
 * The paper: `intent` hands in or saves, `save` names the item whose button was pressed. The other fields are the
 * answers (answer.ts), as many as the paper asks for.
 */
export const PaperForm = z
  .object({
    intent: z.enum(["save", "submit", "submit-anyway"]).default("save"),
    save: z.coerce.number().int().min(1).max(500).optional(),
  })
  .catchall(Field);

/** Only answers: what the page's enhancement sends while one goes on. */
export const AnswersForm = z.record(z.string(), Field);

/** The modules ticked, and the choice the page showed; the rule of the course says whether they are enough. */
export const ElectivesForm = z.object({
  electives: z.array(z.string().max(100)).max(100).default([]),
  seen: z.string().max(10_000),
});
export type ElectivesForm = z.infer<typeof ElectivesForm>;

export const PlanForm = z.strictObject({ intent: z.literal("submit") });

export const ReviewForm = z.strictObject({
  verdict: z.enum(["approved", "returned"]),
  note: z.string().max(4000),
  version: versionField,
});

export const PrintedNameForm = z.strictObject({
  printedName: z.string().min(1).pipe(latinNameField),
  printedNameLocal: z.union([z.literal(""), nameField]).default(""),
});

const Grant = {
  intent: z.literal("permit"),
  /** Made when the form was drawn: pressed twice it is the same grant. */
  grantId: z.uuid(),
  /** moduleId/unitId; the final is /final */
  assessment: z.string().max(200),
  reason: z.string().min(3).max(1000),
};
const Minutes = z.coerce.number().int().min(1).max(600);

/** A trainer's grants, each with its reason: one attempt more, minutes more, or the last attempt given back. */
export const PermitAttemptForm = z.discriminatedUnion("kind", [
  z.strictObject({ ...Grant, kind: z.literal("extra-attempt"), minutes: z.literal("").optional() }),
  z.strictObject({ ...Grant, kind: z.literal("extra-minutes"), minutes: Minutes }),
  z.strictObject({
    ...Grant,
    kind: z.literal("reopen"),
    minutes: z.union([z.literal("").transform(() => undefined), Minutes]).optional(),
  }),
]);
export type PermitAttemptForm = z.infer<typeof PermitAttemptForm>;

/** Marks and comments by position, read by marking.ts. */
export const MarkingForm = z.record(z.string(), Field);
