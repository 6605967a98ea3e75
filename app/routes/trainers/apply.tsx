import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { LANGUAGE_OPTIONS } from "#app/features/trainers/schemes/language-options.ts";
import { ApplyForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { applyWithPapers } from "#app/features/trainers/candidacies/apply-for-certification.server.ts";
import { callsNow } from "#app/features/trainers/candidacies/scheme-calls.server.ts";
import { OPEN_SCHEME_IDS, type OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.apply.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "use:own-account");
  return { calls: await callsNow() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, ApplyForm);
  if (!form.ok) return badForm(form.problem);
  const applied = await applyWithPapers(actor, form.value);
  return applied.ok
    ? redirectWithNotice(paths.myCandidacy(applied.value), "candidacy-opened")
    : refused(applied.reason, form.values);
}

export default function Apply() {
  const form = useForm(useActionData() as FormAnswer);
  const { calls } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  const nameOf = (id: OpenSchemeId) => {
    const scheme = t(`trainers.scheme.${id}`);
    const call = calls[id];
    return !call || call.state === "always"
      ? scheme
      : t(`candidacy.call.scheme.${call.state}`, { scheme, day: date(call.day) });
  };
  const field = (name: string) => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
  });
  const file = (name: string) => ({ name, error: form.error(name), hint: t("candidacy.apply.fileHint") });
  return (
    <>
      <PageHeader title={t("candidacy.apply.title")} lead={t("candidacy.apply.lead")} />
      <Form encType="multipart/form-data">
        {form.summary}
        <Select
          label={t("candidacy.apply.scheme")}
          placeholder={t("candidacy.apply.choose")}
          options={OPEN_SCHEME_IDS.map((value) => ({ value, label: nameOf(value) }))}
          required
          {...field("schemeId")}
        />
        <Select
          label={t("candidacy.apply.language")}
          placeholder={t("candidacy.apply.choose")}
          options={LANGUAGE_OPTIONS}
          required
          {...field("language")}
        />
        <FileInput label={t("candidacy.apply.cv")} {...file("cv")} />
        <TextArea
          rows={4}
          dir="auto"
          label={t("candidacy.apply.commitment")}
          hint={t("candidacy.apply.commitmentHint")}
          {...field("commitment")}
        />
        <FileInput label={t("candidacy.apply.commitmentFile")} {...file("commitmentFile")} />
        <TextArea
          rows={3}
          dir="auto"
          label={t("candidacy.apply.conflicts")}
          hint={t("candidacy.apply.conflictsHint")}
          {...field("conflicts")}
        />
        <Actions>
          <Button>{t("candidacy.apply.do")}</Button>
          <ButtonLink href="/candidacies" tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
