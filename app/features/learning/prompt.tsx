import { directionOf } from "#app/lib/locales.ts";
import type { QuestionView } from "./question-view.ts";

/** The question in the source language, beside a translation that is not reviewed; nothing where there is none. */
export function SourcePrompt({ source }: Pick<QuestionView, "source">) {
  if (!source) return null;
  return (
    <span lang={source.locale} dir={directionOf(source.locale)}>
      {source.words.prompt}
    </span>
  );
}

const SHORT = 200;

/** A question is set large; a whole scene to answer to is not. */
export const isShort = ({ words }: Pick<QuestionView, "words">): boolean => words.prompt.length <= SHORT;
