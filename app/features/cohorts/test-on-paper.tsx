import type { AnswerValue } from "#app/features/catalogue/question.ts";
import type { Asked, QuestionView } from "#app/features/learning/question-view.ts";
import { directionOf } from "#app/lib/locales.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { PrintedQuestion } from "./sit-test.server.ts";

/* A form as it is printed. Options are lettered in the order of the paper, so that the key can name them. */

const LINE = "_".repeat(24);
const TRUTHS = ["true", "false"];

const optionsOf = ({ kind, options }: QuestionView) => (kind === "true-false" ? TRUTHS : options);

export function TestOnPaper({ questions }: { questions: PrintedQuestion[] }) {
  const { t } = useWords();
  return (
    <>
      <p>{t("cohorts.test.nameLine", { line: LINE })}</p>
      <ol className="test-form">
        {questions.map((question) => (
          // The number stands where the page begins, the question where its own language does.
          <li key={question.item}>
            <div lang={question.locale} dir={directionOf(question.locale)}>
              <p>{question.words.prompt}</p>
              {question.kind === "multiple" && <p className="soft">{t("learning.answer.multipleHint")}</p>}
              {question.kind === "numeric" ? (
                <p>
                  {LINE} {question.words.unit}
                </p>
              ) : (
                <ol>
                  {optionsOf(question).map((id) => (
                    <li key={id}>
                      <OptionWords words={question.words} id={id} />
                    </li>
                  ))}
                </ol>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function OptionWords({ words, id }: { words: Asked; id: string }) {
  const { t } = useWords();
  if (id === "true" || id === "false") return t(`learning.answer.${id}`);
  return words.options?.[id] ?? id;
}

/** What is right: a letter, several, or a number. */
export function TestKey({ questions }: { questions: PrintedQuestion[] }) {
  const { t, list } = useWords();
  const letters = (question: PrintedQuestion, right: AnswerValue) => {
    if ("text" in right) return right.text;
    const ids = "choice" in right ? [right.choice] : "choices" in right ? right.choices : [];
    const places = ids.map((id) => optionsOf(question).indexOf(id)).sort((one, other) => one - other);
    return list(places.map((place) => String.fromCodePoint(65 + place)));
  };
  return (
    <div className="test-key">
      <Sheet title={t("cohorts.test.key")}>
        <p className="soft">{t("cohorts.test.keyText")}</p>
        <ol>
          {questions.map((question) => (
            <li key={question.item}>{question.right && letters(question, question.right)}</li>
          ))}
        </ol>
      </Sheet>
    </div>
  );
}
