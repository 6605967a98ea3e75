import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chosenPassword, OwnPasswordForm } from "#app/features/identity/account-forms.ts";
import { comeIn, visitOf } from "#app/features/identity/come-in.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { NewPasswordFields } from "#app/features/identity/new-password-fields.tsx";
import { offerPassphrases } from "#app/features/identity/passwords.server.ts";
import { changeOwnPassword } from "#app/features/identity/profile.server.ts";
import { passwordChooser } from "#app/features/identity/set-password.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.password.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const { shortest } = await passwordChooser(actor.personId);
  return { shortest, offered: offerPassphrases(args.context.words.locale) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, OwnPasswordForm);
  if (!form.ok) return badForm(form.problem);
  const { currentPassword } = form.value;
  const outcome = await changeOwnPassword(
    actor,
    { currentPassword, password: chosenPassword(form.value) },
    visitOf(args),
  );
  if (!outcome.ok) {
    const { field, key, params } = outcome.reason;
    return badForm(problemAt({}, field, key, params));
  }
  const { headers } = await comeIn(args, actor.personId);
  return redirectWithNotice("/me", "password-changed", undefined, headers);
}

export default function Password() {
  const { t } = useWords();
  const { shortest, offered } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  return (
    <div className="narrow">
      <PageHeader title={t("identity.password.title")} lead={t("identity.password.lead")} />
      <Sheet>
        <Form>
          {form.summary}
          <TextInput
            name="currentPassword"
            type="password"
            label={t("identity.password.current")}
            error={form.error("currentPassword")}
            autoComplete="current-password"
            required
          />
          <NewPasswordFields form={form} offered={offered} shortest={shortest} />
          <Actions>
            <Button>{t("identity.password.submit")}</Button>
          </Actions>
        </Form>
      </Sheet>
      <p>
        <a href="/me">{t("identity.devices.back")}</a>
      </p>
    </div>
  );
}
