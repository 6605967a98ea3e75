import * as z from "zod";
import { Slug, type TextState } from "./course-outline.ts";

/*
 * What an officer asks clients before a talk (form a) and after it (form b): six questions each, read aloud, so that a
 * group shows by its answers what it took home (docs/courseware.md). A question and its twin in the other form ask for
 * the same thing in other words.
 */

export const CLIENT_FORMS = ["a", "b"] as const;
export type ClientForm = (typeof CLIENT_FORMS)[number];
export const QUESTIONS_A_FORM = 6;

/** Clients answer with one, two or three fingers, or a fist: "I do not know" is the platform's. */
export const CLIENT_OPTIONS = ["a", "b", "c"] as const;
export type ClientOption = (typeof CLIENT_OPTIONS)[number];

const ClientQuestion = z.strictObject({
  id: Slug,
  objective: Slug,
  key: z.enum(CLIENT_OPTIONS),
  twin: Slug,
});
export type ClientQuestion = z.infer<typeof ClientQuestion>;

const questions = z
  .array(ClientQuestion)
  .length(QUESTIONS_A_FORM, `a form has ${QUESTIONS_A_FORM} questions`);

/** forms.yaml */
export const ClientForms = z.strictObject({ a: questions, b: questions });
export type ClientForms = z.infer<typeof ClientForms>;

const Words = z.string().trim().min(1);

/** `<lang>/forms.yaml`: what is said, and the options as they stand on paper, by question. */
export const ClientFormWords = z.record(
  Slug,
  z.strictObject({ say: Words, options: z.strictObject({ a: Words, b: Words, c: Words }) }),
);
export type ClientFormWords = z.infer<typeof ClientFormWords>;

/** As they are kept with a published version. */
export const FormsInLanguage = z.strictObject({ forms: ClientForms, words: ClientFormWords });
export type FormsInLanguage = z.infer<typeof FormsInLanguage>;

export const questionsOf = ({ a, b }: ClientForms): ClientQuestion[] => [...a, ...b];

/** An objective of the officer who delivers the talk; clients are asked for all others. */
export const isOfficers = (objective: string): boolean => objective.startsWith("deliver-");

/** What can be said in one breath, and read aloud by anybody: words and the marks between them. */
export const isSpeakable = (say: string): boolean =>
  /^[\p{L}\p{M}\s\u200b-\u200d.,;:!?¡¿…’'"“”«»‹›‐‑–—។៕៖-]+$/u.test(say);

// ── what a page shows ───────────────────────────────────────────────────────────────────────────────

export const CLIENT_FORM_PAGES = [...CLIENT_FORMS, "key"] as const;
export type ClientFormPage = (typeof CLIENT_FORM_PAGES)[number];
/** The page an address names, or null. */
export const clientFormPage = (name: string | undefined): ClientFormPage | null =>
  CLIENT_FORM_PAGES.find((page) => page === name) ?? null;

type Titled = { words: string; locale: string };

/** Forms in the language asked for, or in the source's; everything that is said or printed is in that one. */
export type ClientFormReading = FormsInLanguage & {
  locale: string;
  state: TextState;
  fallback: boolean;
  page: ClientFormPage;
  moduleTitle: Titled;
  /** The module's objectives, one sentence each. */
  objectives: { locale: string; words: Record<string, string> };
  dontKnow: string;
  source: string;
  locales: string[];
};

/** Which finger an option is. */
export const fingersOf = (option: ClientOption): number => CLIENT_OPTIONS.indexOf(option) + 1;

/** The right answer to a question: where it stands in its form, how many fingers, and in words. */
export type AnswerAt = { number: number; fingers: number; answer: string };

/** The right answers of both forms, twin beside twin, in the order of form a. */
export const answerKey = ({
  forms,
  words,
}: FormsInLanguage): { objective: string; a: AnswerAt; b: AnswerAt }[] => {
  const answerAt = (form: ClientForm, id: string): AnswerAt => {
    const index = forms[form].findIndex((question) => question.id === id);
    const { key } = forms[form][index]!;
    return { number: index + 1, fingers: fingersOf(key), answer: words[id]!.options[key] };
  };
  return forms.a.map(({ id, objective, twin }) => ({
    objective,
    a: answerAt("a", id),
    b: answerAt("b", twin),
  }));
};
