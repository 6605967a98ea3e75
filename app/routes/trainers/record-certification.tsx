import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { WhoAndWhat } from "#app/features/trainers/schemes/who-and-what.tsx";
import { RecordCertificationForm } from "#app/features/trainers/certifications/certification-forms.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.record.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "keep:certifications");
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certifications");
  const form = await readForm(args.request, RecordCertificationForm);
  if (!form.ok) return badForm(form.problem);
  const recorded = await recordCertification(actor, form.value);
  return recorded.ok
    ? redirectWithNotice(paths.certification(recorded.value), "certification-recorded")
    : refused(recorded.reason, form.values);
}

export default function RecordCertification() {
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const field = (name: string) => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
    required: true,
  });
  return (
    <>
      <PageHeader title={t("trainers.record.title")} lead={t("trainers.record.lead")} />
      <Form>
        {form.summary}
        <WhoAndWhat who={t("trainers.record.username")} schemes={SCHEME_IDS} form={form} />
        <CheckboxGroup
          name="topics[]"
          id="topics"
          legend={t("trainers.record.topics")}
          hint={t("trainers.record.topicsHint")}
          error={form.error("topics")}
          choices={topicsOf("fe-facilitator").map((value) => ({
            value,
            label: t(`trainers.topic.${value}`),
          }))}
          values={form.values("topics", [])}
        />
        <TextInput
          label={t("trainers.facts.number")}
          hint={t("trainers.record.numberHint")}
          {...field("number")}
        />
        <TextInput
          type="date"
          label={t("trainers.facts.validFrom")}
          hint={t("trainers.record.validFromHint")}
          {...field("validFrom")}
        />
        <TextArea
          rows={3}
          label={t("trainers.facts.basis")}
          hint={t("trainers.record.basisHint")}
          {...field("basis")}
        />
        <Actions>
          <Button>{t("trainers.record.act")}</Button>
          <ButtonLink href="/certifications" tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
