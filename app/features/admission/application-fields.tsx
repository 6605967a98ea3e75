import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { Titled } from "#app/features/learning/titled.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { answerField, APPLICANT_KINDS, SEXES } from "./application-forms.ts";
import type { QuestionView } from "./call-view.ts";

/** Who is signed in need not type what is known. */
export type Known = {
  name: string;
  email: string;
  phone: string;
  sex: string;
  country: string;
  organisation: string;
  organisationKind: string;
  position: string;
};

type Props = { form: FormHelp; known: Known | null; questions: QuestionView[]; backTo: string };

export function ApplicationFields({ form, known, questions, backTo }: Props) {
  const { t } = useWords();
  return (
    <Form>
      {form.summary}
      <WhoFields form={form} known={known} />
      {questions.map((question) => (
        <QuestionField key={question.id} question={question} form={form} />
      ))}
      <Checkbox
        name="consent"
        value="yes"
        label={t("admission.form.consent")}
        hint={<a href="/privacy">{t("admission.form.privacy")}</a>}
        defaultChecked={form.value("consent") === "yes"}
        error={form.error("consent")}
      />
      <Actions>
        <Button>{t("admission.form.send")}</Button>
        <ButtonLink href={backTo} tone="quiet">
          {t("common.action.back")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function WhoFields({ form, known }: Pick<Props, "form" | "known">) {
  const { t } = useWords();
  const text = (name: keyof Known) => ({
    name,
    defaultValue: form.value(name, known?.[name]),
    error: form.error(name),
  });
  const optional = t("common.form.optional");
  return (
    <>
      <TextInput label={t("admission.form.name")} autoComplete="name" dir="auto" {...text("name")} />
      <TextInput
        type="email"
        label={t("admission.form.email")}
        hint={t("admission.form.emailHint")}
        autoComplete="email"
        optional={optional}
        {...text("email")}
      />
      <TextInput
        type="tel"
        label={t("admission.form.phone")}
        autoComplete="tel"
        span="medium"
        optional={optional}
        {...text("phone")}
      />
      <Select
        name="sex"
        label={t("admission.form.sex")}
        hint={t("admission.form.sexHint")}
        optional={optional}
        placeholder={t("admission.form.sexNone")}
        options={SEXES.map((sex) => ({ value: sex, label: t(`admission.sex.${sex}`) }))}
        defaultValue={form.value("sex", known?.sex)}
        error={form.error("sex")}
      />
      <CountrySelect value={form.value("country", known?.country)} error={form.error("country")} />
      <TextInput
        label={t("admission.form.organisation")}
        autoComplete="organization"
        dir="auto"
        {...text("organisation")}
      />
      <Select
        name="organisationKind"
        label={t("admission.form.organisationKind")}
        placeholder={t("admission.form.choose")}
        options={APPLICANT_KINDS.map((kind) => ({ value: kind, label: t(`admission.kind.${kind}`) }))}
        defaultValue={form.value("organisationKind", known?.organisationKind)}
        error={form.error("organisationKind")}
      />
      <TextInput label={t("admission.form.position")} dir="auto" {...text("position")} />
    </>
  );
}

function QuestionField({ question, form }: { question: QuestionView; form: FormHelp }) {
  const { t } = useWords();
  const { id, kind, required, title } = question;
  const name = answerField(id);
  const own = {
    name,
    error: form.error(name),
    optional: required ? undefined : t("common.form.optional"),
  };
  const label = <Titled of={title} />;
  if (kind === "yes-no")
    return (
      <RadioGroup
        {...own}
        legend={label}
        value={form.value(name) || undefined}
        choices={(["yes", "no"] as const).map((value) => ({ value, label: t(`admission.answer.${value}`) }))}
      />
    );
  if (kind === "text") return <TextArea {...own} label={label} dir="auto" defaultValue={form.value(name)} />;
  return (
    <TextInput
      {...own}
      label={label}
      dir="auto"
      span={kind === "number" ? "short" : undefined}
      inputMode={kind === "number" ? "decimal" : undefined}
      defaultValue={form.value(name)}
    />
  );
}
