import * as z from "zod";
import { isClockTime } from "#app/features/cohorts/session.ts";
import { SmallFile } from "#app/features/identity/import-forms.ts";
import type { FieldError } from "#app/lib/form.ts";
import { isCalendarDay, isTimeZone } from "#app/lib/calendar-day.ts";
import type { Blueprint } from "./draw-exam.ts";
import type { GroupCount } from "./exam-bank.ts";
import { ARRANGEMENTS, IDENTITY_PAPERS, VOID_REASONS } from "./exam-sitting.ts";
import { OPEN_SCHEME_IDS, TRAINING_LANGUAGES } from "#app/features/trainers/schemes/schemes.ts";
import { ALL_TOPICS } from "#app/features/trainers/schemes/topics.ts";

/* What the pages of exams send. */

export const BankForm = z.object({
  schemeId: z.enum(OPEN_SCHEME_IDS),
  language: z.enum(TRAINING_LANGUAGES),
  file: SmallFile,
});

const Field = z.union([z.string(), z.array(z.string())]);
const Id = z.string().min(1).max(100);
const Whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const Reason = z.string().min(3).max(2000);
/** Said where a booklet may be of an earlier one. */
const Edition = z
  .union([z.literal("").transform(() => null), Whole(1, 999)])
  .optional()
  .transform((said) => said ?? null);
const Username = z.string().min(1).max(100);

const Topics = z.array(z.enum(ALL_TOPICS, "form:choose")).default([]);

const WHEN = {
  day: z.string().refine(isCalendarDay, "form:day"),
  startsAt: z.string().refine(isClockTime, "form:choose"),
  timeZone: z.string().refine(isTimeZone, "form:choose"),
  place: z.string().min(1).max(300),
  invigilator: Username,
};

/** Beside these, `draw.<group>` for each group of the bank: how many of it each candidate is asked. */
export const PlanSittingForm = z
  .object({
    bankId: Id,
    ...WHEN,
    minutes: Whole(10, 480),
    /** What it is about, where one is attested topic by topic. */
    topics: Topics,
    onPaper: z
      .literal("yes")
      .optional()
      .transform((ticked) => ticked !== undefined),
  })
  .catchall(Field);
export type PlanSittingForm = z.output<typeof PlanSittingForm>;

export const drawField = (group: string): string => `draw.${group}`;

const MOST_OF_A_GROUP = 200;
type Typed = Record<string, unknown>;
/** What was typed into the fields of these groups; or where it cannot be so. */
export function readBlueprint(
  groups: readonly Pick<GroupCount, "group" | "items">[],
  typed: Typed,
): { blueprint: Blueprint } | { error: FieldError } {
  const blueprint: Record<string, number> = {};
  for (const { group, items } of groups) {
    const field = drawField(group);
    const said = typed[field];
    if (said === undefined || said === "") continue;
    const count = Number(said);
    const max = Math.min(items, MOST_OF_A_GROUP);
    if (!Number.isInteger(count) || count < 0) return { error: { field, key: "number" } };
    if (count > max) return { error: { field, key: "too-big", params: { max } } };
    if (count > 0) blueprint[group] = count;
  }
  return Object.keys(blueprint).length > 0
    ? { blueprint }
    : { error: { field: drawField(groups[0]?.group ?? ""), key: "required" } };
}

const VoidScript = z.object({
  intent: z.literal("void-script"),
  scriptId: Id,
  why: z.enum(VOID_REASONS, "form:choose"),
  happened: Reason,
});
export type Voiding = Omit<z.output<typeof VoidScript>, "intent">;

/** The officer's page of one sitting. */
export const SittingForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("admit"),
    candidacyId: Id,
    extraMinutes: z.union([z.literal("").transform(() => 0), Whole(0, 240)]),
    arrangements: z.array(z.enum(ARRANGEMENTS)).default([]),
    note: z.string().max(500),
    otherLanguage: z.literal("yes").optional(),
  }),
  z.object({ intent: z.literal("remove"), scriptId: Id }),
  z.object({ intent: z.literal("invigilator"), invigilator: Username }),
  z.object({ intent: z.literal("move"), ...WHEN }),
  // Beside these, `draw.<group>` as when it is planned.
  z.object({ intent: z.literal("correct"), bankId: Id, topics: Topics }).catchall(Field),
  z.object({ intent: z.literal("cancel"), reason: Reason }),
  z.object({ intent: z.literal("close") }),
  z.object({ intent: z.literal("release") }),
  z.object({ intent: z.literal("remark"), scriptId: Id }),
  z.object({ intent: z.literal("void"), itemId: Id, reason: Reason }),
  VoidScript,
  z.object({ intent: z.literal("count-script"), scriptId: Id }),
]);
export type SittingForm = z.output<typeof SittingForm>;
export type Move = Omit<Extract<SittingForm, { intent: "move" }>, "intent">;
export type Admission = Extract<SittingForm, { intent: "admit" }>;

export const InvigilateForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("check"), scriptId: Id, identity: z.enum(IDENTITY_PAPERS) }),
  z.object({ intent: z.literal("hand-out"), scriptId: Id, edition: Edition }),
  z.object({ intent: z.literal("collect"), scriptId: Id }),
  z.object({ intent: z.literal("open") }),
  z.object({ intent: z.literal("close") }),
  z.object({
    intent: z.literal("incident"),
    number: z.union([z.literal("").transform(() => null), Whole(1000, 9999)]),
    /** On the clock of the room; left empty on its day: now. */
    hour: z
      .string()
      .refine((text) => text === "" || isClockTime(text), "form:clock-time")
      .default(""),
    words: Reason,
  }),
  VoidScript,
  // Beside these, four fields of each candidate (record-day.ts).
  z.object({ intent: z.literal("record"), reason: Reason }).catchall(Field),
]);
export type InvigilateForm = z.output<typeof InvigilateForm>;

/** The sheet as whoever types it in reads it (learning/answer.ts), and of which edition of the booklet it is. */
export const KeySheetForm = z.object({ edition: Edition }).catchall(Field);

/** The candidate's page: the code, or the answers (learning/answer.ts) and what to do with them. */
export const SitExamForm = z
  .object({
    intent: z.enum(["begin", "save", "submit", "submit-anyway"]).default("save"),
    save: z.coerce.number().int().min(1).max(500).optional(),
    opening: z.string().max(40).optional(),
  })
  .catchall(Field);
