import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { directionOf } from "#app/lib/locales.ts";
import { useWords } from "#app/ui/words.tsx";
import { isBlank } from "./answer.ts";
import type { QuestionView } from "./question-view.ts";

type AnswerWordsProps = { question: QuestionView; answer: AnswerValue | null };

/** An answer as one reads it back: the words of what was chosen, not its ids. */
export function AnswerWords({ question, answer }: AnswerWordsProps) {
  const { t } = useWords();
  if (answer === null || isBlank(answer)) return <>{t("learning.answer.none")}</>;
  return (
    <div lang={question.locale} dir={directionOf(question.locale)}>
      <Given question={question} answer={answer} />
    </div>
  );
}

function Given({ question, answer }: { question: QuestionView; answer: AnswerValue }) {
  const { t } = useWords();
  const { kind, words, left, options } = question;
  const option = (id: string) => words.options?.[id] ?? id;
  if ("text" in answer)
    return kind === "free-text" ? (
      <Paragraphs text={answer.text} />
    ) : (
      <>
        <bdi>{answer.text}</bdi> {kind === "numeric" && words.unit}
      </>
    );
  if ("choice" in answer)
    return (
      <>{kind === "true-false" ? t(`learning.answer.${answer.choice as "true"}`) : option(answer.choice)}</>
    );
  if ("choices" in answer) return <List items={answer.choices.map(option)} />;
  if ("order" in answer) return <List items={answer.order.map(option)} ordered />;
  if (kind === "matching")
    return (
      <List
        items={left
          .filter((id) => answer.pairs[id] !== undefined)
          .map((id) => `${words.left?.[id] ?? id} → ${words.right?.[answer.pairs[id] ?? ""] ?? ""}`)}
      />
    );
  const placed = options.filter((id) => answer.pairs[id] !== undefined);
  return <List items={placed.map((id) => `${answer.pairs[id]} – ${option(id)}`)} />;
}

function List({ items, ordered = false }: { items: string[]; ordered?: boolean }) {
  const rows = items.map((item) => <li key={item}>{item}</li>);
  return ordered ? <ol>{rows}</ol> : <ul>{rows}</ul>;
}

function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split("\n").map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </>
  );
}
