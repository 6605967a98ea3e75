import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { LANGUAGE_OPTIONS } from "#app/features/trainers/schemes/language-options.ts";
import { NominateForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { OPEN_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.nominate.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "nominate:candidates");
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "nominate:candidates");
  const form = await readForm(args.request, NominateForm);
  if (!form.ok) return badForm(form.problem);
  const { username, ...asked } = form.value;
  const nominated = await nominate(actor, username, asked);
  return nominated.ok
    ? redirectWithNotice(paths.candidate(nominated.value), "candidacy-nominated")
    : refused(nominated.reason, form.values);
}

export default function Nominate() {
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
      <PageHeader title={t("candidacy.nominate.title")} lead={t("candidacy.nominate.lead")} />
      <Form>
        {form.summary}
        <TextInput
          label={t("candidacy.nominate.username")}
          hint={t("candidacy.nominate.usernameHint")}
          autoCapitalize="none"
          {...field("username")}
        />
        <Select
          label={t("candidacy.nominate.scheme")}
          placeholder={t("candidacy.apply.choose")}
          options={OPEN_SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
          {...field("schemeId")}
        />
        <Select
          label={t("candidacy.apply.language")}
          placeholder={t("candidacy.apply.choose")}
          options={LANGUAGE_OPTIONS}
          {...field("language")}
        />
        <TextArea rows={3} dir="auto" label={t("candidacy.nominate.why")} {...field("reason")} />
        <Actions>
          <Button>{t("candidacy.nominate.do")}</Button>
          <ButtonLink href="/candidates" tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
