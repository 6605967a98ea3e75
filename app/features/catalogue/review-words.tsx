import type { ReactNode } from "react";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { passagesOf, wordsAt, type WordKind } from "./review.ts";
import { writtenIn } from "./written-in.ts";

/** What to call a text to check: a unit and a question by their words, others by what they are. */
export function useWordsTitle(locale: string): (part: string, title: string) => ReactNode {
  const { t } = useWords();
  return (part, title) => {
    const kind = wordsAt(part)?.kind;
    const own = <bdi {...writtenIn(locale)}>{title}</bdi>;
    if (!kind || kind === "items") return own;
    const what = t(`catalogue.review.kind.${kind}`);
    return NAMED.includes(kind) ? (
      <>
        {what} · {own}
      </>
    ) : (
      what
    );
  };
}

const NAMED: readonly WordKind[] = ["sheets", "figures"];

type ReviewWordsProps = {
  kind: WordKind;
  source: { words: object; locale: string };
  own: { words: object; locale: string };
  form: FormHelp;
};

/** A box for each text, with what the original says above it, or beside it where there is room. */
export function ReviewWords({ kind, source, own, form }: ReviewWordsProps) {
  const label = useLabels(kind);
  const drafts = new Map(passagesOf(own.words).map(({ path, text }) => [path.join("/"), text]));
  return (
    <>
      {passagesOf(source.words).map(({ field, path, text }) => (
        <TextArea
          key={field}
          name={field}
          label={label(path)}
          hint={
            <span className="as-written" {...writtenIn(source.locale)}>
              {text}
            </span>
          }
          rows={rowsFor(text)}
          maxLength={4000}
          required
          defaultValue={form.value(field, drafts.get(path.join("/")))}
          error={form.error(field)}
          {...writtenIn(own.locale)}
        />
      ))}
    </>
  );
}

const rowsFor = (text: string): number =>
  Math.min(8, Math.max(Math.ceil(text.length / 30), text.split("\n").length));

/** "Answer a", "Explanation": which of the words it is. A drawing's are called as their author called them. */
function useLabels(kind: WordKind): (path: string[]) => string {
  const { t } = useWords();
  return ([part = "", id = "", line = ""]) => {
    if (kind === "figures") return part;
    if (kind === "forms")
      return id === "say"
        ? t("catalogue.review.part.say", { id: part })
        : t("catalogue.review.part.answer", { id: part, option: line });
    const number = Number(line || id) + 1;
    const of = line === "" ? part : "line";
    return t(`catalogue.review.part.${of as Part}`, { id, number });
  };
}

type Part =
  | ("prompt" | "options" | "left" | "right" | "unit" | "accept" | "guidance" | "explain" | "distractors")
  | ("blocks" | "labels" | "hints" | "examples" | "line")
  | ("title" | "summary" | "objectives" | "audience" | "sections");
