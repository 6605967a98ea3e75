import { TimeZoneSelect } from "#app/features/identity/time-zone-select.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, CheckboxGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { drawField } from "./exam-forms.ts";
import { isWrittenGroup, objectiveOf, type GroupCount } from "./exam-bank.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Blueprint } from "./draw-exam.ts";
import { isByTopic, topicsOf, type Topic } from "#app/features/trainers/schemes/topics.ts";

type Bank = { id: string; schemeId: string; language: string; version: number };
type Chosen = { bank: Bank; groups: GroupCount[] };
type Props = {
  banks: Bank[];
  /** The bank that was chosen, with what it can be asked for. */
  chosen: Chosen | null;
  timeZone: string;
  form: FormHelp;
};

/** First which exam, then when, where and how much of it: the groups of items follow from the bank. */
export function PlanSitting({ banks, chosen, timeZone, form }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("exams.sitting.plan")}>
      <div className="stack">
        <ChooseBank banks={banks} chosen={chosen} />
        {chosen && <Details chosen={chosen} timeZone={timeZone} form={form} />}
      </div>
    </Sheet>
  );
}

function useBankName() {
  const { t, language, number } = useWords();
  return (bank: Bank) =>
    t("exams.sitting.bankOf", {
      scheme: t(`trainers.scheme.${bank.schemeId as SchemeId}`),
      language: language(bank.language),
      version: number(bank.version),
    });
}

function ChooseBank({ banks, chosen }: Pick<Props, "banks" | "chosen">) {
  const { t } = useWords();
  const nameOf = useBankName();
  return (
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
  );
}

type CorrectProps = {
  banks: Bank[];
  chosen: Chosen;
  /** As it is planned; nothing of another bank. */
  blueprint: Blueprint;
  topics: readonly Topic[];
  /** Which exam it is has just been chosen. */
  choosing: boolean;
  form: FormHelp;
};

/** Until the first candidate has begun. */
export function CorrectSitting({ banks, chosen, blueprint, topics, choosing, form }: CorrectProps) {
  const { t } = useWords();
  const nameOf = useBankName();
  return (
    <Disclosure summary={t("exams.sitting.correct")} open={choosing || form.value("intent") === "correct"}>
      <div className="stack">
        <p>{t("exams.sitting.correctConsequence")}</p>
        {banks.length > 1 && <ChooseBank banks={banks} chosen={chosen} />}
        <Form>
          <h3>{nameOf(chosen.bank)}</h3>
          <AskedFields chosen={chosen} topics={topics} blueprint={blueprint} form={form} />
          <Actions>
            <Button name="intent" value="correct">
              {t("exams.sitting.correct")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
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

function Details({ chosen, timeZone, form }: { chosen: Chosen; timeZone: string; form: FormHelp }) {
  const { t } = useWords();
  const nameOf = useBankName();
  const field = fieldsOf(form);
  return (
    <Form>
      <h3>{nameOf(chosen.bank)}</h3>
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
      <AskedFields chosen={chosen} topics={[]} blueprint={{}} form={form} />
      <Actions>
        <Button>{t("exams.sitting.doPlan")}</Button>
      </Actions>
    </Form>
  );
}

type AskedProps = Pick<CorrectProps, "chosen" | "topics" | "blueprint" | "form">;

/** What it is about, and how much of it each candidate is asked. */
function AskedFields({ chosen, topics, blueprint, form }: AskedProps) {
  const { t } = useWords();
  const field = fieldsOf(form);
  return (
    <>
      <input type="hidden" name="bankId" value={chosen.bank.id} />
      {isByTopic(chosen.bank.schemeId) && (
        <CheckboxGroup
          name="topics[]"
          id="topics"
          legend={t("exams.sitting.topics")}
          hint={t("candidacy.field.topics.testedHint")}
          error={form.error("topics")}
          choices={topicsOf(chosen.bank.schemeId).map((value) => ({
            value,
            label: t(`trainers.topic.${value}`),
          }))}
          values={form.values("topics", [...topics])}
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
                {...field(of, blueprint[group] === undefined ? undefined : String(blueprint[group]))}
                required={false}
              />
            );
          })}
        </div>
      </fieldset>
    </>
  );
}
