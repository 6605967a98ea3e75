import { directionOf } from "#app/lib/locales.ts";
import type { QuestionView } from "./question-view.ts";

/** What is asked, and the source beside it where the translation is not reviewed. */
export function Prompt({ words: { words, source } }: { words: Pick<QuestionView, "words" | "source"> }) {
  if (!source) return <>{words.prompt}</>;
  return (
    <span className="stack tight">
      <span>{words.prompt}</span>
      <span className="hint" lang={source.locale} dir={directionOf(source.locale)}>
        {source.words.prompt}
      </span>
    </span>
  );
}
