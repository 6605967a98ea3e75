import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { EmployerPage, PositionNeeds } from "./employer-view.ts";

type Props = { page: EmployerPage; mayKeep: boolean; answer: FormAnswer };

/** Positions and the topics their people should hold. */
export function NeedsSheet({ page: { needs, day }, mayKeep, answer }: Props) {
  const { t, number, date, list } = useWords();
  return (
    <Sheet title={t("attestation.needs.title")}>
      <p className="soft">{t("attestation.needs.rule")}</p>
      <DataTable
        caption={t("attestation.needs.title")}
        hideCaption
        rows={needs}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "position",
            header: t("attestation.needs.position"),
            rowHeader: true,
            cell: ({ position }) => <DirText>{position}</DirText>,
          },
          {
            key: "people",
            header: t("attestation.needs.people"),
            numeric: true,
            cell: ({ people }) => number(people),
          },
          {
            key: "topics",
            header: t("attestation.needs.topics"),
            cell: ({ topics, next }) => (
              <>
                {topics.length === 0
                  ? t("attestation.needs.nothing")
                  : topics.length === topicsOf(SCHEME).length
                    ? t("attestation.needs.everything", { count: topics.length })
                    : list(topics.map((topic) => t(`trainers.topic.${topic}`)))}
                {next && (
                  <>
                    <br />
                    <span className="soft">{t("attestation.needs.next", { day: date(next) })}</span>
                  </>
                )}
              </>
            ),
          },
          {
            key: "change",
            header: t("attestation.needs.change"),
            hideHeader: true,
            cell: (position) =>
              mayKeep ? (
                <Change of={position} at={needs.indexOf(position)} day={day} answer={answer} />
              ) : null,
          },
        ]}
        empty={<p>{t("attestation.needs.none")}</p>}
      />
    </Sheet>
  );
}

const SCHEME = "fe-facilitator";

function Change({ of, at, day, answer }: { of: PositionNeeds; at: number; day: string; answer: FormAnswer }) {
  const { t } = useWords();
  const mine = answer?.problem.values["position"] === of.position ? answer : undefined;
  const form = useForm(mine);
  return (
    <Disclosure summary={t("attestation.needs.change")} open={mine !== undefined}>
      <Form>
        <input type="hidden" name="position" value={of.position} />
        <CheckboxGroup
          legend={t("attestation.needs.of", { position: of.position })}
          name="topics[]"
          id={`topics-${at}`}
          choices={topicsOf(SCHEME).map((topic) => ({ value: topic, label: t(`trainers.topic.${topic}`) }))}
          values={form.values("topics", of.topics)}
        />
        <TextInput
          name="from"
          id={`from-${at}`}
          type="date"
          label={t("attestation.needs.from")}
          hint={t("attestation.needs.fromHint")}
          required
          defaultValue={form.value("from", day)}
          error={form.error("from")}
        />
        <Button name="intent" value="needs">
          {t("common.action.save")}
        </Button>
      </Form>
    </Disclosure>
  );
}
