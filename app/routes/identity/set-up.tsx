import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chosenPassword, SetUpForm } from "#app/features/identity/account-forms.ts";
import { comeIn } from "#app/features/identity/come-in.server.ts";
import { isSetUpLink, setUpFirstAdministrator } from "#app/features/identity/first-administrator.server.ts";
import { NewPasswordFields } from "#app/features/identity/new-password-fields.tsx";
import { LinkOver } from "#app/features/identity/password-by-link.tsx";
import { SHORTEST } from "#app/features/identity/password-policy.ts";
import { offerPassphrases } from "#app/features/identity/passwords.server.ts";
import { TimeZoneSelect } from "#app/features/identity/time-zone-select.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.setUp.title"), noIndex: true } satisfies PageHandle;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const open = await isSetUpLink(params.token ?? "");
  const offered = offerPassphrases(context.words.locale);
  return data({ open, offered }, { status: open ? 200 : 410 });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, SetUpForm);
  if (!form.ok) return badForm(form.problem);
  const { requestId, words } = args.context;
  const { name, username, email, timeZone } = form.value;
  const person = {
    name,
    username,
    email,
    timeZone,
    locale: words.locale,
    password: chosenPassword(form.value),
  };
  const outcome = await setUpFirstAdministrator(args.params.token ?? "", person, requestId);
  if (!outcome.ok) {
    const values = { name, username, email: email ?? "", timeZone };
    if ("key" in outcome.reason) return refused(outcome.reason, values);
    if (outcome.reason.about === "way-in") return data(undefined, { status: 410 });
    const { key, params } = outcome.reason.problem;
    return badForm(problemAt(values, "password", key, params));
  }
  const { headers, home } = await comeIn(args, outcome.value.personId);
  return redirectWithNotice(home, "password-set", undefined, headers);
}

export default function SetUp() {
  const { t } = useWords();
  const { open, offered } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  if (!open) return <LinkOver page="setUp" href="/sign-in" />;
  return (
    <div className="narrow">
      <PageHeader title={t("identity.setUp.title")} lead={t("identity.setUp.lead")} />
      <Sheet>
        <Form>
          {form.summary}
          <TextInput
            name="name"
            label={t("identity.setUp.name")}
            hint={t("identity.setUp.nameHint")}
            error={form.error("name")}
            defaultValue={form.value("name")}
            autoComplete="name"
            required
          />
          <TextInput
            name="username"
            label={t("identity.setUp.username")}
            hint={t("identity.setUp.usernameHint")}
            error={form.error("username")}
            defaultValue={form.value("username")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <TextInput
            name="email"
            type="email"
            label={t("identity.setUp.email")}
            hint={t("identity.setUp.emailHint")}
            optional={t("common.form.optional")}
            error={form.error("email")}
            defaultValue={form.value("email")}
            autoComplete="email"
          />
          <TimeZoneSelect
            label={t("identity.setUp.timeZone")}
            error={form.error("timeZone")}
            value={form.value("timeZone", "UTC")}
          />
          <NewPasswordFields form={form} offered={offered} shortest={SHORTEST.staff} />
          <Actions>
            <Button>{t("identity.setUp.submit")}</Button>
          </Actions>
        </Form>
      </Sheet>
    </div>
  );
}
