import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KeySheet } from "#app/features/credentials/issuer-key-parts.tsx";
import { actOnKey, listIssuerKeys } from "#app/features/credentials/key-compromise.server.ts";
import { Compromise } from "#app/features/credentials/key-compromise.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("credentials.keys.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:issuer-keys");
  return { keys: await listIssuerKeys(actor) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:issuer-keys");
  const form = await readForm(args.request, Compromise);
  if (!form.ok) return badForm(form.problem);
  const outcome = await actOnKey(actor, form.value);
  return outcome.ok
    ? redirectWithNotice("/issuer-keys", `key-${form.value.intent}`)
    : refused(outcome.reason, form.values);
}

/** What certificates are signed with, and the act for the day one of them is in other hands. */
export default function IssuerKeys() {
  const { keys } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("credentials.keys.title")} lead={t("credentials.keys.lead")} />
      {form.summary}
      {keys.map((key) => (
        <KeySheet key={key.thumbprint} issuerKey={key} form={form} />
      ))}
    </>
  );
}
