import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { WhoAndWhat } from "#app/features/trainers/schemes/who-and-what.tsx";
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
import { TextArea } from "#app/ui/text-input.tsx";
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
  return (
    <>
      <PageHeader title={t("candidacy.nominate.title")} lead={t("candidacy.nominate.lead")} />
      <Form>
        {form.summary}
        <WhoAndWhat who={t("candidacy.nominate.username")} schemes={OPEN_SCHEME_IDS} form={form} />
        <TextArea
          name="reason"
          rows={3}
          dir="auto"
          label={t("candidacy.nominate.why")}
          required
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
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
