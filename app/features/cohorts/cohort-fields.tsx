import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { AUDIENCES, FORMATS } from "./completion.ts";
import type { CohortChoices } from "./cohort-choices.server.ts";
import type { Signatory } from "./cohort-forms.ts";

export type StoredCohort = {
  name: string;
  hostId: string;
  format: string;
  audience: string;
  locales: string[];
  place: string;
  activity: string;
  project: string;
  timeZone: string;
  startDate: string;
  endDate: string;
  issuer: string;
  signatories: Signatory[];
  version: number;
};

type Props = {
  choices: CohortChoices;
  /** The course of a cohort that exists cannot change any more. */
  course: { id: string; title: string } | null;
  stored: StoredCohort;
  answer: FormAnswer;
  cancelTo: string;
};

/** A cohort's own facts: who runs what, when, where, and whose names stand on the certificates. */
export function CohortFields({ choices, course, stored, answer, cancelTo }: Props) {
  const { t } = useWords();
  const form = useForm(answer);
  const text = (name: keyof StoredCohort & string) => ({
    name,
    defaultValue: form.value(name, String(stored[name])),
    error: form.error(name),
  });
  return (
    <Form>
      {form.summary}
      <input type="hidden" name="version" value={stored.version} />
      {course ? (
        <input type="hidden" name="courseVersionId" value={course.id} />
      ) : (
        <Select
          name="courseVersionId"
          label={t("cohorts.form.course")}
          placeholder={t("cohorts.form.chooseCourse")}
          options={choices.courses.map(({ id, title, version }) => ({
            value: id,
            label: `${title} (${version})`,
          }))}
          defaultValue={form.value("courseVersionId")}
          error={form.error("courseVersionId")}
        />
      )}
      <TextInput label={t("cohorts.form.name")} hint={t("cohorts.form.nameHint")} {...text("name")} />
      <div className="field-row">
        <TextInput type="date" label={t("cohorts.form.startDate")} {...text("startDate")} />
        <TextInput type="date" label={t("cohorts.form.endDate")} {...text("endDate")} />
      </div>
      <TextInput label={t("cohorts.form.place")} {...text("place")} />
      <div className="field-row">
        <TextInput
          label={t("cohorts.form.activity")}
          optional={t("common.form.optional")}
          {...text("activity")}
        />
        <TextInput
          label={t("cohorts.form.project")}
          optional={t("common.form.optional")}
          {...text("project")}
        />
      </div>
      <Select
        name="timeZone"
        label={t("cohorts.form.timeZone")}
        hint={t("cohorts.form.timeZoneHint")}
        options={choices.timeZones.map((zone) => ({ value: zone, label: zone }))}
        defaultValue={form.value("timeZone", stored.timeZone)}
        error={form.error("timeZone")}
      />
      <Select
        name="format"
        label={t("cohorts.form.format")}
        hint={t("cohorts.form.formatHint")}
        options={FORMATS.map((format) => ({ value: format, label: t(`cohorts.format.${format}`) }))}
        defaultValue={form.value("format", stored.format)}
        error={form.error("format")}
      />
      <Select
        name="audience"
        label={t("cohorts.form.audience")}
        options={AUDIENCES.map((audience) => ({ value: audience, label: t(`cohorts.audience.${audience}`) }))}
        defaultValue={form.value("audience", stored.audience)}
        error={form.error("audience")}
      />
      <CheckboxGroup
        id="locales"
        name="locales[]"
        legend={t("cohorts.form.locales")}
        choices={["en", "fr", "es", "km", "ar"].map((code) => ({
          value: code,
          label: LANGUAGE_NAMES[code] ?? code,
        }))}
        values={form.values("locales", stored.locales)}
        error={form.error("locales")}
      />
      <Select
        name="hostId"
        label={t("cohorts.form.host")}
        optional={t("common.form.optional")}
        placeholder={t("cohorts.form.noHost")}
        options={choices.hosts.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={form.value("hostId", stored.hostId)}
        error={form.error("hostId")}
      />
      <TextInput label={t("cohorts.form.issuer")} hint={t("cohorts.form.issuerHint")} {...text("issuer")} />
      <p className="soft">{t("cohorts.form.signatoryHint")}</p>
      {[1, 2].map((place) => (
        <div className="field-row" key={place}>
          <TextInput
            name={`signatoryName${place}`}
            label={t("cohorts.form.signatoryName", { place })}
            optional={place === 2 ? t("common.form.optional") : undefined}
            defaultValue={form.value(`signatoryName${place}`, stored.signatories[place - 1]?.name)}
            error={form.error(`signatoryName${place}`)}
          />
          <TextInput
            name={`signatoryRole${place}`}
            label={t("cohorts.form.signatoryRole", { place })}
            optional={place === 2 ? t("common.form.optional") : undefined}
            defaultValue={form.value(`signatoryRole${place}`, stored.signatories[place - 1]?.role)}
            error={form.error(`signatoryRole${place}`)}
          />
        </div>
      ))}
      <div className="actions">
        <Button>{t("common.action.save")}</Button>
        <ButtonLink href={cancelTo} tone="quiet">
          {t("common.action.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
