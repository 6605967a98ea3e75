import { AnswerWords } from "#app/features/learning/answer-words.tsx";
import { directionOf } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isWrittenGroup, objectiveOf, type GroupCount } from "./exam-bank.ts";
import type { BankQuestion } from "./exam-bank-view.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

type BankRow = {
  id: string;
  schemeId: string;
  language: string;
  version: number;
  uploadedAt: number;
  items: number;
};

export function BankTable({ banks }: { banks: BankRow[] }) {
  const { t, number, dateTime } = useWords();
  return (
    <DataTable
      caption={t("exams.bank.table")}
      rows={banks}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("exams.bank.none")}>{t("exams.bank.noneText")}</EmptyState>}
      columns={[
        {
          key: "scheme",
          header: t("exams.bank.scheme"),
          rowHeader: true,
          cell: ({ schemeId }) => t(`trainers.scheme.${schemeId as SchemeId}`),
        },
        {
          key: "language",
          header: t("exams.bank.language"),
          cell: ({ language }) => <LanguageName locale={language} />,
        },
        {
          key: "version",
          header: t("exams.bank.version"),
          numeric: true,
          cell: ({ version }) => number(version),
        },
        { key: "items", header: t("exams.bank.items"), numeric: true, cell: ({ items }) => number(items) },
        {
          key: "uploaded",
          header: t("exams.bank.uploaded"),
          cell: ({ uploadedAt }) => dateTime(uploadedAt),
        },
        {
          key: "read",
          header: t("exams.bank.read"),
          hideHeader: true,
          cell: ({ id }) => (
            <>
              <a href={paths.examBank(id)}>{t("exams.bank.read")}</a>
              <br />
              <span className="soft">{t("exams.bank.readHint")}</span>
            </>
          ),
        },
      ]}
    />
  );
}

export type BankFault = { line: number; message: string };

/** In the words of courseware's own check, which are English in every language. */
export function BankFileFaults({ faults }: { faults: BankFault[] }) {
  const { t, number } = useWords();
  if (faults.length === 0) return null;
  return (
    <Sheet title={t("exams.bank.wrong")}>
      <ul>
        {faults.slice(0, 50).map(({ line, message }, index) => (
          <li key={index}>
            <strong>{t("exams.bank.line", { line: number(line) })}</strong>{" "}
            <span lang="en" dir="ltr">
              {message}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** A group of items: its objective is the author's id, as in the file. */
export function GroupName({ group }: { group: string }) {
  const { t } = useWords();
  const objective = objectiveOf(group);
  return <>{isWrittenGroup(group) ? t("exams.bank.written", { objective }) : objective}</>;
}

export function GroupTable({ groups }: { groups: GroupCount[] }) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("exams.bank.counts")}
      rows={groups}
      rowKey={({ group }) => group}
      columns={[
        {
          key: "objective",
          header: t("exams.bank.objective"),
          rowHeader: true,
          cell: ({ group }) => <GroupName group={group} />,
        },
        { key: "items", header: t("exams.bank.items"), numeric: true, cell: ({ items }) => number(items) },
        {
          key: "application",
          header: t("exams.bank.application"),
          numeric: true,
          cell: ({ application }) => number(application),
        },
      ]}
    />
  );
}

export function BankQuestions({ questions }: { questions: BankQuestion[] }) {
  const { t } = useWords();
  return (
    <section className="stack">
      <h2>{t("exams.bank.questions")}</h2>
      {questions.map((question) => (
        <Question key={question.item} question={question} />
      ))}
    </section>
  );
}

function Question({ question }: { question: BankQuestion }) {
  const { t, number } = useWords();
  const { item, kind, objective, points, words, locale, options, right, accept, guidance } = question;
  const inItsLanguage = { lang: locale, dir: directionOf(locale) };
  return (
    <Sheet eyebrow={`${objective} · ${item}`} headingLevel={3} title={t(`exams.bank.kind.${kind}`)}>
      <div className="stack tight">
        <p {...inItsLanguage}>{words.prompt}</p>
        {words.options && (
          <ul {...inItsLanguage}>
            {options.map((id) => (
              <li key={id}>{words.options?.[id] ?? id}</li>
            ))}
          </ul>
        )}
        <FactList
          facts={[
            ...(right
              ? [{ term: t("exams.bank.key"), value: <AnswerWords question={question} answer={right} /> }]
              : []),
            ...(accept.length > 1
              ? [{ term: t("exams.bank.accept"), value: <bdi lang={locale}>{accept.join(" · ")}</bdi> }]
              : []),
            ...(guidance
              ? [{ term: t("exams.bank.guidance"), value: <bdi lang={locale}>{guidance}</bdi> }]
              : []),
            { term: t("exams.bank.worth"), value: number(points / 100) },
          ]}
        />
      </div>
    </Sheet>
  );
}
