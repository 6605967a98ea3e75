import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { IDENTITY_PAPERS } from "./exam-sitting.ts";
import { dayField } from "./record-day.ts";

type Script = { id: string; number: number; name: string; begun: boolean };

/** What happened in a room without a line, of each who has not been noted at the time. */
export function RecordDayForm({ scripts, form }: { scripts: Script[]; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Sheet title={t("exams.room.recordTitle")} accent>
      <Form>
        <p>{t("exams.room.recordText")}</p>
        {scripts
          .filter(({ begun }) => !begun)
          .map((script) => (
            <OneCandidate key={script.id} script={script} form={form} />
          ))}
        <TextArea
          name="reason"
          label={t("exams.room.recordReason")}
          rows={3}
          dir="auto"
          maxLength={2000}
          defaultValue={form.value("reason")}
          error={form.error("reason")}
          required
        />
        <Actions>
          <Button name="intent" value="record">
            {t("exams.room.record")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

function OneCandidate({ script: { id, number, name }, form }: { script: Script; form: FormHelp }) {
  const { t } = useWords();
  const field = (part: Parameters<typeof dayField>[0]) => {
    const of = dayField(part, id);
    return { name: of, error: form.error(of) };
  };
  const said = (part: Parameters<typeof dayField>[0]) => form.value(dayField(part, id));
  const hour = (part: "from" | "until") => ({
    ...field(part),
    defaultValue: said(part),
    type: "time",
    dir: "ltr" as const,
    span: "short" as const,
  });
  return (
    <fieldset className="field">
      <legend className="large">{t("exams.room.recordOf", { name, number: String(number) })}</legend>
      <RadioGroup
        {...field("came")}
        legend={t("exams.room.came")}
        choices={[
          { value: "yes", label: t("exams.room.cameYes") },
          { value: "no", label: t("exams.room.cameNo") },
        ]}
        value={said("came") || undefined}
        inline
        required
      />
      <div className="stack tight">
        <Select
          {...field("identity")}
          label={t("exams.room.identity")}
          placeholder={t("learning.answer.choose")}
          options={IDENTITY_PAPERS.map((value) => ({ value, label: t(`exams.identity.${value}`) }))}
          defaultValue={said("identity")}
        />
        <TextInput {...hour("from")} label={t("exams.room.from")} />
        <TextInput {...hour("until")} label={t("exams.room.to")} />
      </div>
    </fieldset>
  );
}
