import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  deputiesOf,
  endDeputyship,
  nameDeputy,
  ownDeputyship,
  rolesToDeputise,
} from "#app/features/identity/deputies.server.ts";
import { DeputyTable, NameDeputyForm } from "#app/features/identity/deputy-parts.tsx";
import { DeputyForm } from "#app/features/identity/deputy.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.deputies.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const [rows, roles] = await Promise.all([deputiesOf(actor.personId), rolesToDeputise(actor.personId)]);
  return { rows, roles, today: today() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, DeputyForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "end") {
    found(await endDeputyship(actor, ownDeputyship(actor, form.value.deputyship)));
    return redirectWithNotice("/me/deputies", "deputy-ended");
  }
  const named = found(await nameDeputy(actor, form.value));
  if (named.ok) return redirectWithNotice("/me/deputies", "deputy-named");
  return "fault" in named
    ? badForm(problemAt(form.values, named.fault.field, named.fault.key))
    : refused(named.reason, form.values);
}

export default function Deputies() {
  const { rows, roles, today } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href="/me">{t("identity.profile.title")}</a>}
        title={t("identity.deputies.title")}
        lead={t("identity.deputies.lead")}
      />
      {form.summary}
      <DeputyTable rows={rows} mayEnd />
      {roles.length > 0 && (
        <Sheet title={t("identity.deputies.name")}>
          <NameDeputyForm roles={roles} form={form} today={today} />
        </Sheet>
      )}
    </>
  );
}
