import { TimeZoneSelect } from "#app/features/identity/time-zone-select.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { drawField } from "./exam-forms.ts";
import { isWrittenGroup, objectiveOf, type GroupCount } from "./exam-bank.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { isByTopic, topicsOf } from "#app/features/trainers/schemes/topics.ts";

type Bank = { id: string; schemeId: string; language: string; version: number };
type Props = {
  banks: Bank[];
  /** The bank that was chosen, with what it can be asked for. */
  chosen: { bank: Bank; groups: GroupCount[] } | null;
  timeZone: string;
  form: FormHelp;
};

/** First which exam, then when, where and how much of it: the groups of items follow from the bank. */
export function PlanSitting({ banks, chosen, timeZone, form }: Props) {
  const { t, language, number } = useWords();
  const nameOf = (bank: Bank) =>
    t("exams.sitting.bankOf", {
      scheme: t(`trainers.scheme.${bank.schemeId as SchemeId}`),
      language: language(bank.language),
      version: number(bank.version),
    });
  return (
    <Sheet title={t("exams.sitting.plan")}>
      <div className="stack">
        <Form method="get">
          <Select
            name="bank"
            label={t("exams.sitting.exam")}
            hint={t("exams.sitting.examHint")}
            options={banks.map((bank) => ({ value: bank.id, label: nameOf(bank) }))}
            defaultValue={chosen?.bank.id}
          />
          <Actions>
            <Button tone={chosen ? "quiet" : "primary"}>{t("exams.sitting.choose")}</Button>
          </Actions>
        </Form>
        {chosen && <Details chosen={chosen} name={nameOf(chosen.bank)} timeZone={timeZone} form={form} />}
      </div>
    </Sheet>
  );
}

const fieldsOf = (form: FormHelp) => (name: string, value?: string) => ({
  name,
  defaultValue: form.value(name, value),
  error: form.error(name),
  required: true,
});

type When = { day: string; startsAt: string; timeZone: string; place: string; invigilator: string };

/** When, where and under whom: to plan a sitting, and to move it. */
export function WhenFields({ form, planned }: { form: FormHelp; planned: When }) {
  const { t } = useWords();
  const field = fieldsOf(form);
  return (
    <>
      <TextInput type="date" label={t("exams.sitting.day")} span="medium" {...field("day", planned.day)} />
      <TextInput
        type="time"
        label={t("exams.sitting.startsAt")}
        span="short"
        {...field("startsAt", planned.startsAt)}
      />
      <TimeZoneSelect
        label={t("exams.sitting.timeZone")}
        error={form.error("timeZone")}
        value={form.value("timeZone", planned.timeZone)}
      />
      <TextInput
        label={t("exams.sitting.place")}
        hint={t("exams.sitting.placeHint")}
        maxLength={300}
        dir="auto"
        {...field("place", planned.place)}
      />
      <TextInput
        label={t("exams.sitting.invigilator")}
        hint={t("exams.sitting.invigilatorHint")}
        autoCapitalize="none"
        {...field("invigilator", planned.invigilator)}
      />
    </>
  );
}

function Details({
  chosen,
  name,
  timeZone,
  form,
}: {
  chosen: NonNullable<Props["chosen"]>;
  name: string;
  timeZone: string;
  form: FormHelp;
}) {
  const { t } = useWords();
  const field = fieldsOf(form);
  return (
    <Form>
      <h3>{name}</h3>
      <input type="hidden" name="bankId" value={chosen.bank.id} />
      <WhenFields form={form} planned={{ day: "", startsAt: "", place: "", invigilator: "", timeZone }} />
      <TextInput
        label={t("exams.sitting.minutes")}
        span="short"
        inputMode="numeric"
        {...field("minutes", "120")}
      />
      <Checkbox
        name="onPaper"
        value="yes"
        label={t("exams.sitting.onPaper")}
        hint={t("exams.sitting.onPaperHint")}
        defaultChecked={form.value("onPaper") === "yes"}
      />
      {isByTopic(chosen.bank.schemeId) && (
        <CheckboxGroup
          name="topics[]"
          id="topics"
          legend={t("candidacy.field.topics.tested")}
          hint={t("candidacy.field.topics.testedHint")}
          error={form.error("topics")}
          choices={topicsOf(chosen.bank.schemeId).map((value) => ({
            value,
            label: t(`trainers.topic.${value}`),
          }))}
          values={form.values("topics", [])}
        />
      )}
      <fieldset className="field">
        <legend>{t("exams.sitting.draw")}</legend>
        <p className="hint">{t("exams.sitting.drawHint")}</p>
        <div className="stack">
          {chosen.groups.map(({ group, items }) => {
            const objective = objectiveOf(group);
            const of = drawField(group);
            return (
              <TextInput
                key={group}
                label={isWrittenGroup(group) ? t("exams.bank.written", { objective }) : objective}
                hint={t("exams.sitting.inBank", { count: items })}
                span="short"
                inputMode="numeric"
                {...field(of)}
                required={false}
              />
            );
          })}
        </div>
      </fieldset>
      <Actions>
        <Button>{t("exams.sitting.doPlan")}</Button>
      </Actions>
    </Form>
  );
}
