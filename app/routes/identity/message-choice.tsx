import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { profileOf } from "#app/features/identity/profile.server.ts";
import { MessageChoiceForm } from "#app/features/notifications/inbox-forms.ts";
import { chooseMailed, mailedTopics } from "#app/features/notifications/inbox.server.ts";
import { CHOOSABLE_TOPICS } from "#app/features/notifications/message-kinds.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("notifications.choice.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const [mailed, { email }] = await Promise.all([mailedTopics(actor), profileOf(actor.personId)]);
  return { mailed, hasAddress: email !== null };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, MessageChoiceForm);
  if (!form.ok) return badForm(form.problem);
  await chooseMailed(actor, form.value.mailed);
  return redirectWithNotice("/me/messages", "saved");
}

export default function MessageChoice() {
  const { mailed, hasAddress } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader title={t("notifications.choice.title")} lead={t("notifications.choice.lead")} />
      {form.summary}
      {!hasAddress && (
        <Alert tone="info" title={t("notifications.choice.noAddress")}>
          <a href="/me">{t("notifications.choice.addAddress")}</a>
        </Alert>
      )}
      <Sheet>
        <Form>
          <CheckboxGroup
            name="mailed[]"
            id="mailed"
            legend={t("notifications.choice.legend")}
            values={mailed}
            error={form.error("mailed")}
            choices={CHOOSABLE_TOPICS.map((topic) => ({
              value: topic,
              label: t(`notifications.topic.${topic}`),
              hint: t(`notifications.topicHint.${topic}`),
            }))}
          />
          <p className="soft">{t("notifications.choice.always")}</p>
          <Actions>
            <Button>{t("common.action.save")}</Button>
          </Actions>
        </Form>
      </Sheet>
      <p>
        <a href="/me">{t("identity.devices.back")}</a>
      </p>
    </div>
  );
}
