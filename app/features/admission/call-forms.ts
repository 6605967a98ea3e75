import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { versionField } from "#app/lib/version-field.ts";
import { HIGHEST, type Grid } from "./selection-grid.ts";

/* A call as it is written: its days and seats, its words in each language of the cohort, what is asked, and the grid. */

export const QUESTION_KINDS = ["line", "text", "number", "yes-no"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const MOST_QUESTIONS = 8;
export const MOST_CRITERIA = 8;

export const CallWords = z.object({
  about: z.string().max(4000),
  criteria: z.string().max(4000),
  costs: z.string().max(2000),
});
export type CallWords = z.infer<typeof CallWords>;

export const CallQuestion = z.object({
  id: z.string(),
  kind: z.enum(QUESTION_KINDS),
  required: z.boolean(),
  words: z.record(z.string(), z.string()),
});
export type CallQuestion = z.infer<typeof CallQuestion>;

const StoredGrid = z.object({
  criteria: z.array(z.object({ id: z.string(), name: z.string(), weight: z.number(), least: z.number() })),
  pass: z.number(),
});

export const readCallWords = (json: string): Record<string, CallWords> =>
  z.record(z.string(), CallWords).parse(JSON.parse(json));
export const readQuestions = (json: string): CallQuestion[] => z.array(CallQuestion).parse(JSON.parse(json));
export const readGrid = (json: string): Grid => StoredGrid.parse(JSON.parse(json));

/** "" becomes nothing: a line left empty is a question or criterion that is not asked. */
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const Day = z.string().refine(isCalendarDay, "form:day");

/** The fixed fields; those of languages, questions and criteria come by name and are read below. */
export const CallForm = z
  .object({
    intent: z.enum(["save", "publish", "withdraw"]).default("save"),
    opensOn: Day,
    closesOn: Day,
    seats: whole(1, 500),
    contact: z.string().min(1).max(200),
    pass: whole(0, 100),
    version: versionField.optional().default(0),
  })
  .catchall(z.union([z.string().max(4000), z.array(z.string())]))
  .refine(({ opensOn, closesOn }) => opensOn <= closesOn, {
    path: ["closesOn"],
    message: "form:end-before-start",
  })
  .superRefine((form, context) => {
    for (const { place, weight, least } of criterionRows(form)) {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [`criterion-${place}-${field}`], message });
      if (!isWhole(weight, 1, 100)) wrong("weight", "form:weight");
      if (!isWhole(least, 0, HIGHEST)) wrong("least", "form:least");
    }
  });
export type CallForm = z.output<typeof CallForm>;

const isWhole = (text: string, least: number, most: number) =>
  /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;

const field = (form: Record<string, unknown>, name: string): string => {
  const value = form[name];
  return typeof value === "string" ? value : "";
};

function* criterionRows(form: Record<string, unknown>) {
  for (let place = 1; place <= MOST_CRITERIA; place += 1) {
    const name = field(form, `criterion-${place}-name`);
    if (name === "") continue;
    yield {
      place,
      name,
      weight: field(form, `criterion-${place}-weight`),
      least: field(form, `criterion-${place}-least`) || "0",
    };
  }
}

/** Ids are places: scores given already keep belonging to their criterion. */
export const gridOf = (form: CallForm): Grid => ({
  criteria: [...criterionRows(form)].map(({ place, name, weight, least }) => ({
    id: String(place),
    name: name.slice(0, 200),
    weight: Number(weight),
    least: Number(least),
  })),
  pass: form.pass,
});

export const wordsOf = (form: CallForm, locales: readonly string[]): Record<string, CallWords> =>
  Object.fromEntries(
    locales.map((locale) => [
      locale,
      {
        about: field(form, `about-${locale}`),
        criteria: field(form, `criteria-${locale}`),
        costs: field(form, `costs-${locale}`),
      },
    ]),
  );

/** A question stands where it has words in the first language; the others fall back to that. */
export const questionsOf = (form: CallForm, locales: readonly string[]): CallQuestion[] =>
  Array.from({ length: MOST_QUESTIONS }, (_, index) => index + 1).flatMap((place) => {
    const words = Object.fromEntries(
      locales.map((locale) => [locale, field(form, `question-${place}-${locale}`).slice(0, 500)]),
    );
    if (locales.every((locale) => !words[locale])) return [];
    const kind = QUESTION_KINDS.find((each) => each === field(form, `question-${place}-kind`)) ?? "text";
    return [
      { id: String(place), kind, required: field(form, `question-${place}-required`) === "yes", words },
    ];
  });

/** The words in the language asked for, else in the first that has some. */
export function inLocale<Words>(
  words: Record<string, Words>,
  locale: string,
  isEmpty: (words: Words) => boolean,
): { words: Words; locale: string } | null {
  const own = words[locale];
  if (own !== undefined && !isEmpty(own)) return { words: own, locale };
  const other = Object.entries(words).find(([, text]) => !isEmpty(text));
  return other ? { locale: other[0], words: other[1] } : null;
}

/** The languages whose announcement is still unwritten: a call is published in all of its languages. */
export const unwritten = (words: Record<string, CallWords>, locales: readonly string[]): string[] =>
  locales.filter((locale) => !words[locale]?.about);
