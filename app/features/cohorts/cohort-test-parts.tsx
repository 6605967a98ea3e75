import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { SITTINGS, type Sitting, type TestResult } from "./cohort-test.ts";
import { scoreField, shownField } from "./cohort-test-forms.ts";
import type { TestFigures, TestRow } from "./cohort-tests.server.ts";

type FormHelp = ReturnType<typeof useForm>;

/** How many sat each, and what those who sat both gained. */
export function TestFacts({ figures }: { figures: TestFigures }) {
  const facts = useTestFacts(figures);
  return <FactList facts={facts} />;
}

/** Nothing where there was no test. */
export function useTestFacts(figures: TestFigures | null): { term: string; value: string }[] {
  const { t, number, percent } = useWords();
  if (!figures) return [];
  const { sat, result } = figures;
  const inWords = ({ pairs, pre, post, gain }: TestResult) => {
    const means = { count: pairs, pre: percent(pre, 0), post: percent(post, 0) };
    return gain === null
      ? t("cohorts.test.ceilingOf", means)
      : t("cohorts.test.gainOf", { ...means, gain: percent(gain, 0) });
  };
  return [
    { term: t("cohorts.test.sat-pre"), value: number(sat.pre) },
    { term: t("cohorts.test.sat-post"), value: number(sat.post) },
    { term: t("cohorts.test.result"), value: result ? inWords(result) : t("cohorts.test.noPairs") },
  ];
}

/** So many questions a form; drawn anew as long as nobody has sat. */
export function DrawForms({ most, drawn, form }: { most: number; drawn: number | null; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Sheet title={t(drawn ? "cohorts.test.drawAgain" : "cohorts.test.draw")}>
      <p>{t("cohorts.test.drawText")}</p>
      <Form>
        <TextInput
          name="count"
          type="number"
          inputMode="numeric"
          span="short"
          min={1}
          max={most}
          label={t("cohorts.test.count")}
          hint={t("cohorts.test.countHint", { count: most })}
          defaultValue={form.value("count", String(drawn ?? Math.min(10, most)))}
          error={form.error("count")}
        />
        <Actions>
          <Button name="intent" value="draw" tone={drawn ? "quiet" : "primary"}>
            {t(drawn ? "cohorts.test.drawAgain" : "cohorts.test.draw")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

export function FormLinks({ cohortId }: { cohortId: string }) {
  const { t } = useWords();
  return (
    <Actions>
      {SITTINGS.map((sitting) => (
        <ButtonLink key={sitting} href={paths.testForm(cohortId, sitting)} tone="quiet" icon="print">
          {t(`cohorts.test.print-${sitting}`)}
        </ButtonLink>
      ))}
    </Actions>
  );
}

type KeyProps = { rows: TestRow[]; questions: number; locked: boolean; form: FormHelp };

/** Everybody's two scores; those of a form on paper are typed here. */
export function ScoreTable({ rows, questions, locked, form }: KeyProps) {
  const { t, number } = useWords();
  const scored = ({ right, questions: of }: { right: number; questions: number }) =>
    t("cohorts.table.of", { done: number(right), all: number(of) });
  const cell = (sitting: Sitting) => (row: TestRow) => {
    const score = row.scores[sitting];
    if (score?.means === "screen") return scored(score);
    if (locked) return score ? scored(score) : "–";
    const name = scoreField(sitting, row.enrolmentId);
    const shown = score ? String(score.right) : "";
    return (
      <>
        <input type="hidden" name={shownField(sitting, row.enrolmentId)} value={shown} />
        <input
          type="number"
          inputMode="numeric"
          className="few"
          id={name}
          name={name}
          min={0}
          max={questions}
          aria-label={t(`cohorts.test.rightOf-${sitting}`, { name: row.name })}
          aria-invalid={form.error(name) ? true : undefined}
          defaultValue={form.value(name, shown)}
        />
      </>
    );
  };
  return (
    <Form>
      <DataTable
        caption={t("cohorts.test.scores")}
        rows={rows}
        rowKey={({ enrolmentId }) => enrolmentId}
        empty={<p>{t("cohorts.test.nobody")}</p>}
        columns={[
          {
            key: "name",
            header: t("cohorts.table.name"),
            rowHeader: true,
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          { key: "pre", header: t("cohorts.test.pre"), numeric: true, cell: cell("pre") },
          { key: "post", header: t("cohorts.test.post"), numeric: true, cell: cell("post") },
          { key: "gain", header: t("cohorts.test.gain"), numeric: true, cell: (row) => <Gained row={row} /> },
        ]}
      />
      {!locked && rows.length > 0 && (
        <Actions>
          <Button name="intent" value="key">
            {t("cohorts.test.save")}
          </Button>
        </Actions>
      )}
    </Form>
  );
}

/** So many questions more; their own gain is told to the person. */
function Gained({ row: { scores } }: { row: TestRow }) {
  const { number } = useWords();
  const { pre, post } = scores;
  return pre && post ? number(post.right - pre.right) : "–";
}
