import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isBlank, SHOWN_FIELD } from "./answer.ts";
import { paperHref, type PaperView } from "./paper-path.ts";
import { QuestionField } from "./question-field.tsx";
import type { PaperPage, QuestionView } from "./question-view.ts";

type PaperFormProps = {
  paper: PaperPage;
  personId: string;
  view: PaperView;
  form: ReturnType<typeof useForm>;
};

export function PaperForm({ paper: { attemptId, questions }, ...rest }: PaperFormProps) {
  return (
    <PaperSheets
      {...rest}
      id={attemptId}
      questions={questions}
      saveAt={paths.saveAnswer(attemptId)}
      hrefOf={(view) => paperHref(attemptId, view)}
    />
  );
}

type PaperSheetsProps = Omit<PaperFormProps, "paper"> & {
  /** What is sat: answers that were not sent wait for it on the device. */
  id: string;
  questions: QuestionView[];
  saveAt: string;
  hrefOf: (view: PaperView) => string;
};

/** The paper as one form: each item can be saved by itself, and all of it is handed in at the end. */
export function PaperSheets({ id, questions, saveAt, hrefOf, personId, view, form }: PaperSheetsProps) {
  const { t } = useWords();
  const { only, checking } = view;
  const shown = only === null ? questions : questions.filter(({ position }) => position === only);
  return (
    <form
      method="post"
      className="stack"
      data-answers={saveAt}
      data-attempt={id}
      data-person={personId}
      data-waiting={t("learning.paper.waiting")}
      data-over={t("learning.paper.over")}
      data-sign-in={t("learning.paper.signIn")}
      data-sign-in-link={t("common.nav.signIn")}
    >
      {shown.map((question) => (
        <Question
          key={question.item}
          question={question}
          of={questions.length}
          only={only !== null}
          form={form}
        />
      ))}
      {only === null ? (
        <HandIn questions={questions} checking={checking} />
      ) : (
        <Steps only={only} questions={questions} hrefOf={(position) => hrefOf({ ...view, only: position })} />
      )}
    </form>
  );
}

type QuestionProps = { question: QuestionView; of: number; only: boolean; form: ReturnType<typeof useForm> };

function Question({ question, of, only, form }: QuestionProps) {
  const { t, number } = useWords();
  const { position, points } = question;
  const last = position === of;
  return (
    <section
      className="sheet stack tight"
      id={`q${position}`}
      aria-labelledby={`q${position}-title`}
      data-question={position}
    >
      <header className="actions">
        <h2 className="eyebrow" id={`q${position}-title`}>
          {t("learning.paper.position", { position: number(position), of: number(of) })}
        </h2>
        {points !== 100 && (
          <span className="soft">
            {t("learning.paper.points", { count: points / 100, points: number(points / 100) })}
          </span>
        )}
      </header>
      <input type="hidden" name={SHOWN_FIELD} value={position} />
      <QuestionField question={question} form={form} />
      <div className="actions">
        <Button
          name="save"
          value={position}
          tone={only ? "primary" : "quiet"}
          size={only ? "normal" : "small"}
        >
          {t(only ? (last ? "learning.paper.saveLast" : "learning.paper.saveNext") : "learning.paper.save")}
        </Button>
        <Saved question={question} />
      </div>
    </section>
  );
}

/** The saved state in words; the enhancement writes into the same line. */
function Saved({ question: { position, answer, savedAt } }: { question: QuestionView }) {
  const { t, time } = useWords();
  const answered = answer !== null && !isBlank(answer) && savedAt !== null;
  return (
    <p className={answered ? "saved good" : "saved"} role="status" id={`saved-${position}`}>
      {answered ? t("learning.paper.saved", { time: time(savedAt) }) : t("learning.paper.notAnswered")}
    </p>
  );
}

export const unanswered = (questions: QuestionView[]): number[] =>
  questions.filter(({ answer }) => answer === null || isBlank(answer)).map(({ position }) => position);

function HandIn({ questions, checking }: { questions: QuestionView[]; checking: boolean }) {
  const { t, list, number } = useWords();
  const missing = unanswered(questions);
  const warn = checking && missing.length > 0;
  return (
    <section className="sheet stack tight" id="hand-in">
      {warn && (
        <div role="alert">
          <Alert tone="warn" title={t("learning.paper.missingTitle", { count: missing.length })}>
            {t("learning.paper.missingText", {
              count: missing.length,
              numbers: list(missing.map((position) => number(position))),
            })}
          </Alert>
        </div>
      )}
      <p>{t("learning.paper.handInText")}</p>
      <div className="actions">
        <Button name="intent" value={warn ? "submit-anyway" : "submit"}>
          {t(warn ? "learning.paper.handInAnyway" : "learning.paper.handIn")}
        </Button>
      </div>
    </section>
  );
}

type StepsProps = { only: number; questions: QuestionView[]; hrefOf: (position: number) => string };

function Steps({ only, questions, hrefOf }: StepsProps) {
  const { t, number } = useWords();
  const missing = new Set(unanswered(questions));
  const last = questions.length;
  const link = (position: number, label: string) => ({ href: hrefOf(position), label });
  return (
    <Pagination
      label={t("learning.paper.steps")}
      previous={only > 1 ? link(only - 1, t("common.action.previous")) : undefined}
      next={only < last ? link(only + 1, t("learning.paper.skip")) : undefined}
      pages={questions.map(({ position }) => ({
        href: hrefOf(position),
        label: t(missing.has(position) ? "learning.paper.stepOpen" : "learning.paper.stepSaved", {
          position: number(position),
        }),
        current: position === only,
      }))}
    />
  );
}
