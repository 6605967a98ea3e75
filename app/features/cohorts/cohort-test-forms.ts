import * as z from "zod";
import { shortOf } from "./attendance-forms.ts";
import { FEWEST, MOST, SITTINGS, type Sitting } from "./cohort-test.ts";

export const scoreField = (sitting: Sitting, enrolmentId: string): string =>
  `${sitting}.${shortOf(enrolmentId)}`;
/** What the page showed there: only what was changed is written, so that two who key at once lose nothing. */
export const shownField = (sitting: Sitting, enrolmentId: string): string =>
  `was.${scoreField(sitting, enrolmentId)}`;

const Right = z.union([z.literal("").transform(() => null), z.coerce.number().int().min(0).max(MOST)]);

export type KeyedScore = { sitting: Sitting; who: string; right: number | null; shown: string };

const Draw = z.object({ intent: z.literal("draw"), count: z.coerce.number().int().min(FEWEST).max(MOST) });

/** `pre.<who>` and `post.<who>`: how many were right on paper. */
const Key = z.looseObject({ intent: z.literal("key") }).transform((form, context) => {
  const scores: KeyedScore[] = [];
  for (const [name, value] of Object.entries(form)) {
    const sitting = SITTINGS.find((each) => name.startsWith(`${each}.`));
    const shown = form[`was.${name}`] ?? "";
    if (!sitting || value === shown) continue;
    const right = Right.safeParse(value);
    if (!right.success) context.addIssue({ code: "custom", path: [name], message: "form:number" });
    else
      scores.push({ sitting, who: name.slice(sitting.length + 1), right: right.data, shown: String(shown) });
  }
  return { intent: form.intent, scores };
});

export const CohortTestForm = z.union([Draw, Key]);
export type CohortTestForm = z.output<typeof CohortTestForm>;

/** What was answered, by position (learning/answer.ts). */
export const SittingForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
