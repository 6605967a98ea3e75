import type { CourseOutline, TextState } from "./course-outline.ts";

/*
 * What a text in one language is worth: written in it, or translated and how far reviewed. A translation made
 * from an older source is outdated whatever its author said of it; where there is none, the source stands in.
 */

/** What an author says of a translation; the rest follows from the source. */
export const AUTHOR_STATES = ["draft", "machine-drafted", "reviewed"] as const;
export type AuthorState = (typeof AUTHOR_STATES)[number];

export type TranslationState = TextState | "missing";

/** Worst first. */
const WORTH: readonly TranslationState[] = [
  "missing",
  "outdated",
  "draft",
  "machine-drafted",
  "reviewed",
  "source",
];

/** `made` is what the translation says of itself; `fingerprint` is that of the source today. */
export const translationState = (
  made: { state: AuthorState; of: string },
  fingerprint: string,
): Exclude<TextState, "source"> => (made.of === fingerprint ? made.state : "outdated");

/** A course in one language is worth what its least finished text is worth. */
export function weakestState(states: Iterable<TranslationState>): TranslationState {
  let weakest = WORTH.length - 1;
  for (const state of states) weakest = Math.min(weakest, WORTH.indexOf(state));
  return WORTH[weakest] ?? "missing";
}

/** Whether a reader should be told before trusting the words. */
export const needsCaution = (state: TranslationState): boolean => state !== "source" && state !== "reviewed";

/** The languages of a course with what each is worth; a language without any text is not offered. */
export function languageStates(
  outline: CourseOutline,
  unitStates: ReadonlyMap<string, Record<string, TextState>>,
): { locale: string; state: TranslationState }[] {
  return outline.languages.flatMap((locale) => {
    const texts = Object.values(outline.modules).flatMap(({ id, texts: own, units }) => [
      own[locale]?.state ?? ("missing" as const),
      ...units.flatMap((unit) => {
        const states = unitStates.get(`${id}/${unit.id}`);
        return states ? [states[locale] ?? ("missing" as const)] : [];
      }),
    ]);
    return texts.every((state) => state === "missing") ? [] : [{ locale, state: weakestState(texts) }];
  });
}
