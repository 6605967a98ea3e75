import { topicsOf, type Topic } from "#app/features/trainers/schemes/topics.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { EmployerPage } from "./employer-view.ts";

type Props = { page: EmployerPage; mayKeep: boolean; answer: FormAnswer };

/** Refresher days, those to come and those that were; and another one. */
export function DaysSheet({ page: { days, units, nextDate }, mayKeep, answer }: Props) {
  const { t, date, number } = useWords();
  const form = useForm(answer);
  return (
    <Sheet title={t("attestation.days.title")}>
      <DataTable
        caption={t("attestation.days.title")}
        hideCaption
        rows={days}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "day",
            header: t("attestation.days.day"),
            rowHeader: true,
            cell: ({ id, heldOn }) =>
              mayKeep ? <a href={paths.refresherDay(id)}>{date(heldOn)}</a> : date(heldOn),
          },
          {
            key: "what",
            header: t("attestation.days.what"),
            cell: ({ topic }) =>
              topic ? t(`trainers.topic.${topic as Topic}`) : t("attestation.days.refresher"),
          },
          {
            key: "where",
            header: t("attestation.days.place"),
            cell: ({ place, unit }) => <DirText>{unit ? `${place} · ${unit}` : place}</DirText>,
          },
          {
            key: "done",
            header: t("attestation.days.done"),
            numeric: true,
            cell: ({ done }) => number(done),
          },
        ]}
        empty={<p>{t("attestation.days.none")}</p>}
      />
      {mayKeep && (
        <Disclosure summary={t("attestation.days.add")} open={form.value("intent") === "add-day"}>
          <Form>
            <TextInput
              name="heldOn"
              type="date"
              label={t("attestation.days.day")}
              required
              defaultValue={form.value("heldOn", nextDate)}
              error={form.error("heldOn")}
            />
            <TextInput
              name="place"
              label={t("attestation.days.place")}
              required
              defaultValue={form.value("place")}
              error={form.error("place")}
            />
            <Select
              name="unitId"
              label={t("attestation.days.unit")}
              placeholder={t("attestation.days.everybody")}
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={form.value("unitId")}
              error={form.error("unitId")}
            />
            <Select
              name="topic"
              label={t("attestation.days.what")}
              hint={t("attestation.days.whatHint")}
              placeholder={t("attestation.days.refresher")}
              options={topicsOf("fe-facilitator").map((topic) => ({
                value: topic,
                label: t(`trainers.topic.${topic}`),
              }))}
              defaultValue={form.value("topic")}
              error={form.error("topic")}
            />
            <Button name="intent" value="add-day">
              {t("attestation.days.act")}
            </Button>
          </Form>
        </Disclosure>
      )}
    </Sheet>
  );
}
