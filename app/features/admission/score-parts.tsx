import { Titled } from "#app/features/learning/titled.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { scoreField, type APPLICANT_KINDS, type SEXES } from "./application-forms.ts";
import type { ApplicationFacts, ScoreOf } from "./applications.server.ts";
import type { QuestionView } from "./call-view.ts";
import { ScoreCell } from "./selection-tables.tsx";
import { HIGHEST, totalOf, type Grid, type GridResult } from "./selection-grid.ts";

type FactsProps = { application: ApplicationFacts; questions: QuestionView[] };

/** What somebody sent: about themselves, and their answers. */
export function ApplicantFacts({ application, questions }: FactsProps) {
  const { t, country, dateTime, language } = useWords();
  const { sex, email, phone, organisation, organisationKind, position, answers, appliedAt, locale } =
    application;
  return (
    <>
      <FactList
        facts={[
          { term: t("admission.form.organisation"), value: <DirText>{organisation}</DirText> },
          {
            term: t("admission.form.organisationKind"),
            value: t(`admission.kind.${organisationKind as (typeof APPLICANT_KINDS)[number]}`),
          },
          { term: t("admission.form.position"), value: <DirText>{position}</DirText> },
          { term: t("admission.balance.country"), value: country(application.country) },
          {
            term: t("admission.form.sex"),
            value: sex ? t(`admission.sex.${sex as (typeof SEXES)[number]}`) : t("admission.balance.unsaid"),
          },
          { term: t("admission.form.email"), value: email ?? "–" },
          { term: t("admission.form.phone"), value: phone ?? "–" },
          { term: t("admission.score.language"), value: language(locale) },
          { term: t("admission.score.sentOn"), value: dateTime(appliedAt) },
        ]}
      />
      {questions.length > 0 && (
        <Sheet title={t("admission.score.answers")}>
          <div className="stack">
            {questions.map(({ id, kind, title }) => (
              <div key={id} className="stack tight">
                <h3>
                  <Titled of={title} />
                </h3>
                <Answer kind={kind} answer={answers[id]} />
              </div>
            ))}
          </div>
        </Sheet>
      )}
    </>
  );
}

function Answer({ kind, answer }: { kind: QuestionView["kind"]; answer: string | undefined }) {
  const { t } = useWords();
  if (answer === undefined) return <p className="soft">{t("admission.score.noAnswer")}</p>;
  if (kind === "yes-no") return <p>{t(`admission.answer.${answer === "yes" ? "yes" : "no"}`)}</p>;
  return (
    <p className="written" dir="auto">
      {answer}
    </p>
  );
}

type GivenProps = { grid: Grid; scores: ScoreOf[]; result: GridResult };

/** How each scorer saw each criterion, with what they disagree on. */
export function ScoresGiven({ grid, scores, result }: GivenProps) {
  const { t, number } = useWords();
  const columnOf = (given: ScoreOf, index: number) => ({
    key: `scorer-${index}`,
    header: given.scorer,
    numeric: true,
    cell: ({ id }: Grid["criteria"][number]) => number(given.scores[id] ?? 0),
  });
  return (
    <Sheet title={t("admission.score.given")} aside={<ScoreCell result={result} />}>
      <DataTable
        caption={t("admission.score.given")}
        hideCaption
        rows={grid.criteria}
        rowKey={({ id }) => id}
        narrow="scroll"
        columns={[
          {
            key: "criterion",
            header: t("admission.score.criterion"),
            rowHeader: true,
            cell: ({ id, name, weight, least }) => (
              <>
                <DirText>{name}</DirText>{" "}
                {result.below.includes(id) && <Tag tone="danger">{t("admission.score.belowLeast")}</Tag>}{" "}
                {result.disputed.includes(id) && <Tag tone="warn">{t("admission.score.talk")}</Tag>}
                <br />
                <small className="soft">{t("admission.score.weighs", { weight, least })}</small>
              </>
            ),
          },
          ...scores.map(columnOf),
        ]}
        totals={{
          criterion: t("admission.score.total"),
          ...Object.fromEntries(
            scores.map((given, index) => [
              `scorer-${index}`,
              number(totalOf(grid.criteria, given.scores) / 100, 1),
            ]),
          ),
        }}
      />
      {scores
        .filter(({ comment }) => comment !== "")
        .map(({ scorer, comment, at }) => (
          <p key={`${scorer} ${at}`} dir="auto">
            <b>{scorer}</b>
            {": "}
            {comment}
          </p>
        ))}
    </Sheet>
  );
}

type FieldsProps = { grid: Grid; mine: ScoreOf | null; form: FormHelp };

/** One's own scores: 0 to 5 for each criterion. */
export function ScoreFields({ grid, mine, form }: FieldsProps) {
  const { t, number } = useWords();
  return (
    <Sheet title={t(mine ? "admission.score.again" : "admission.score.title")}>
      <p className="soft">{t("admission.score.text")}</p>
      <Form>
        {grid.criteria.map(({ id, name, weight, least }) => (
          <RadioGroup
            key={id}
            name={scoreField(id)}
            inline
            legend={<DirText>{name}</DirText>}
            hint={t("admission.score.weighs", { weight, least })}
            value={form.value(scoreField(id), mine ? String(mine.scores[id] ?? "") : "") || undefined}
            error={form.error(scoreField(id))}
            choices={Array.from({ length: HIGHEST + 1 }, (_, score) => ({
              value: String(score),
              label: number(score),
            }))}
          />
        ))}
        <TextArea
          name="comment"
          dir="auto"
          rows={3}
          label={t("admission.score.comment")}
          optional={t("common.form.optional")}
          defaultValue={form.value("comment", mine?.comment)}
          error={form.error("comment")}
        />
        <Actions>
          <Button icon="check">{t("admission.score.keep")}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
