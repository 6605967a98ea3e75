import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import {
  MOST_CRITERIA,
  MOST_QUESTIONS,
  QUESTION_KINDS,
  type CallQuestion,
  type CallWords,
} from "./call-forms.ts";
import type { Grid } from "./selection-grid.ts";

export type StoredCall = {
  opensOn: string;
  closesOn: string;
  seats: string;
  contact: string;
  words: Record<string, CallWords>;
  questions: CallQuestion[];
  grid: Grid;
  version: number;
};

type Props = { stored: StoredCall; locales: string[]; published: boolean; form: FormHelp; backTo: string };
type Part = Pick<Props, "stored" | "locales" | "form">;

/** The call of a cohort: its days, its words in each language, what is asked, how it is weighed. */
export function CallFields({ stored, locales, published, form, backTo }: Props) {
  const { t } = useWords();
  return (
    <Form>
      {form.summary}
      <input type="hidden" name="version" value={stored.version} />
      <DayFields stored={stored} form={form} />
      {locales.map((locale) => (
        <LanguageFields key={locale} locale={locale} stored={stored} form={form} />
      ))}
      <QuestionFields stored={stored} locales={locales} form={form} />
      <GridFields stored={stored} form={form} />
      <Actions>
        <Button name="intent" value={published ? "save" : "publish"}>
          {t(published ? "common.action.save" : "admission.edit.publish")}
        </Button>
        {!published && (
          <Button name="intent" value="save" tone="quiet">
            {t("admission.edit.saveDraft")}
          </Button>
        )}
        {published && (
          <Button name="intent" value="withdraw" tone="quiet">
            {t("admission.edit.withdraw")}
          </Button>
        )}
        <ButtonLink href={backTo} tone="quiet">
          {t("common.action.back")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function DayFields({ stored, form }: Pick<Props, "stored" | "form">) {
  const { t } = useWords();
  const text = (name: "opensOn" | "closesOn" | "seats" | "contact") => ({
    name,
    defaultValue: form.value(name, stored[name]),
    error: form.error(name),
  });
  return (
    <>
      <div className="field-row">
        <TextInput type="date" label={t("admission.edit.opensOn")} {...text("opensOn")} />
        <TextInput type="date" label={t("admission.edit.closesOn")} {...text("closesOn")} />
      </div>
      <TextInput type="number" span="short" label={t("admission.call.seats")} {...text("seats")} />
      <TextInput
        label={t("admission.call.contact")}
        hint={t("admission.edit.contactHint")}
        {...text("contact")}
      />
    </>
  );
}

function LanguageFields({ locale, stored, form }: Omit<Part, "locales"> & { locale: string }) {
  const { t } = useWords();
  const language = LANGUAGE_NAMES[locale] ?? locale;
  const text = (part: keyof CallWords) => ({
    name: `${part}-${locale}`,
    lang: locale,
    dir: "auto",
    defaultValue: form.value(`${part}-${locale}`, stored.words[locale]?.[part]),
    error: form.error(`${part}-${locale}`),
  });
  return (
    <fieldset className="stack">
      <legend className="large">
        <span lang={locale}>{language}</span>
      </legend>
      <TextArea label={t("admission.edit.about")} hint={t("admission.edit.aboutHint")} {...text("about")} />
      <TextArea label={t("admission.call.criteria")} rows={4} {...text("criteria")} />
      <TextArea
        label={t("admission.call.costs")}
        hint={t("admission.edit.costsHint")}
        rows={3}
        {...text("costs")}
      />
    </fieldset>
  );
}

/** As many lines as there are questions and two more; the rest unfold. */
function QuestionFields({ stored, locales, form }: Part) {
  const { t } = useWords();
  const places = Array.from({ length: MOST_QUESTIONS }, (_, index) => index + 1);
  const last = Math.max(0, ...stored.questions.map(({ id }) => Number(id)));
  const row = (place: number) => (
    <QuestionRow key={place} place={place} stored={stored} locales={locales} form={form} />
  );
  return (
    <fieldset className="stack">
      <legend className="large">{t("admission.edit.questions")}</legend>
      <p className="soft">{t("admission.edit.questionsText")}</p>
      {places.slice(0, last + 1).map(row)}
      {last + 1 < MOST_QUESTIONS && (
        <Disclosure summary={t("admission.edit.moreQuestions")}>{places.slice(last + 1).map(row)}</Disclosure>
      )}
    </fieldset>
  );
}

function QuestionRow({ place, stored, locales, form }: Part & { place: number }) {
  const { t } = useWords();
  const question = stored.questions.find(({ id }) => id === String(place));
  const name = (part: string) => `question-${place}-${part}`;
  return (
    <div className="stack tight">
      {locales.map((locale) => (
        <TextInput
          key={locale}
          name={name(locale)}
          lang={locale}
          dir="auto"
          label={t("admission.edit.question", { number: place, language: locale })}
          defaultValue={form.value(name(locale), question?.words[locale])}
        />
      ))}
      <div className="field-row">
        <Select
          name={name("kind")}
          label={t("admission.edit.kindOf", { number: place })}
          options={QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`admission.edit.kind-${kind}`) }))}
          defaultValue={form.value(name("kind"), question?.kind ?? "text")}
        />
      </div>
      <Checkbox
        name={name("required")}
        value="yes"
        label={t("admission.edit.requiredOf", { number: place })}
        defaultChecked={form.value(name("required"), question?.required ? "yes" : "") === "yes"}
      />
    </div>
  );
}

function GridFields({ stored, form }: Pick<Props, "stored" | "form">) {
  const { t } = useWords();
  const places = Array.from({ length: MOST_CRITERIA }, (_, index) => index + 1);
  const last = Math.max(2, ...stored.grid.criteria.map(({ id }) => Number(id)));
  const row = (place: number) => <CriterionRow key={place} place={place} stored={stored} form={form} />;
  return (
    <fieldset className="stack">
      <legend className="large">{t("admission.edit.grid")}</legend>
      <p className="soft">{t("admission.edit.gridText")}</p>
      {places.slice(0, last + 1).map(row)}
      {last + 1 < MOST_CRITERIA && (
        <Disclosure summary={t("admission.edit.moreCriteria")}>{places.slice(last + 1).map(row)}</Disclosure>
      )}
      <TextInput
        name="pass"
        type="number"
        span="short"
        label={t("admission.edit.pass")}
        hint={t("admission.edit.passHint")}
        defaultValue={form.value("pass", String(stored.grid.pass))}
        error={form.error("pass")}
      />
    </fieldset>
  );
}

function CriterionRow({ place, stored, form }: Pick<Props, "stored" | "form"> & { place: number }) {
  const { t } = useWords();
  const criterion = stored.grid.criteria.find(({ id }) => id === String(place));
  const name = (part: string) => `criterion-${place}-${part}`;
  const number = (part: "weight" | "least", stands: number | undefined) => ({
    name: name(part),
    type: "number",
    label: t(`admission.edit.${part}Of`, { number: place }),
    defaultValue: form.value(name(part), stands === undefined ? "" : String(stands)),
    error: form.error(name(part)),
  });
  return (
    <div className="stack tight">
      <TextInput
        name={name("name")}
        dir="auto"
        label={t("admission.edit.criterion", { number: place })}
        defaultValue={form.value(name("name"), criterion?.name)}
      />
      <div className="field-row">
        <TextInput {...number("weight", criterion?.weight)} />
        <TextInput {...number("least", criterion?.least)} />
      </div>
    </div>
  );
}
