import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { ForgotPasswordForm } from "#app/features/identity/account-forms.ts";
import { visitOf } from "#app/features/identity/come-in.server.ts";
import { requestPasswordReset } from "#app/features/identity/password-reset.server.ts";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.forgot.title") } satisfies PageHandle;

/** Whoever is signed in changes their password where they know it. */
export const loader = ({ context }: LoaderFunctionArgs) =>
  context.visitor ? redirect("/me/password") : null;

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, ForgotPasswordForm);
  if (!form.ok) return badForm(form.problem);
  await requestPasswordReset(form.value.identifier, visitOf(args));
  return null;
}

export default function ForgotPassword() {
  const { t } = useWords();
  const answer = useActionData<typeof action>();
  const form = useForm(answer ?? undefined);
  if (answer === null) return <Sent />;
  return (
    <div className="narrow">
      <PageHeader title={t("identity.forgot.title")} lead={t("identity.forgot.lead")} />
      <Sheet>
        <Form>
          {form.summary}
          <TextInput
            name="identifier"
            label={t("identity.forgot.identifier")}
            error={form.error("identifier")}
            defaultValue={form.value("identifier")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Actions>
            <Button>{t("identity.forgot.submit")}</Button>
          </Actions>
        </Form>
      </Sheet>
      <p className="soft">{t("identity.forgot.noEmail")}</p>
    </div>
  );
}

/** The same for everybody, known or not. */
function Sent() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader title={t("identity.forgot.sentTitle")} />
      <Sheet>
        <div className="stack tight">
          <p>{t("identity.forgot.sentText")}</p>
          <p className="soft">{t("identity.forgot.noEmail")}</p>
          <p>
            <a href="/forgot-password">{t("identity.forgot.again")}</a>
          </p>
        </div>
      </Sheet>
    </div>
  );
}
