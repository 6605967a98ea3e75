import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { ImportForm, type Upload } from "#app/features/identity/import-forms.ts";
import { confirmImport, previewImport } from "#app/features/identity/import-people.server.ts";
import { ChooseList, ConfirmList, ListImported } from "#app/features/identity/import-steps.tsx";
import { placesFor } from "#app/features/identity/organisations.server.ts";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.import.title") } satisfies PageHandle;

const onlyOrganisations = ({ reach }: Actor) => reach.every(({ kind }) => kind === "organisation");

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  const places = await placesFor(actor);
  return {
    places: places.map(({ id, name }) => ({ id, name })),
    placeNeeded: onlyOrganisations(actor),
    // Whom one places in a programme comes within reach by being enrolled.
    reachable: actor.reach.some(({ kind }) => kind === "all" || kind === "organisation"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  const form = await readForm(args.request, ImportForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "look") return look(actor, form.value.file, form.value.organisationId);
  const outcome = await confirmImport(actor, form.value.carried);
  return outcome.ok ? outcome.value : refused(outcome.reason);
}

async function look(actor: Actor, file: Upload, organisationId: string) {
  const { locale, timeZone } = actor;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const outcome = await previewImport(actor, bytes, {
    organisationId: organisationId || null,
    locale,
    timeZone,
  });
  return outcome.ok
    ? { kind: "looked" as const, previewed: outcome.value }
    : refused(outcome.reason, { organisationId });
}

export default function ImportPeople() {
  const { reachable, ...choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const step = answer && "kind" in answer ? answer : null;
  return (
    <>
      <PageHeader title={t("admin.import.title")} lead={step ? undefined : t("admin.import.lead")} />
      {!step && <ChooseList {...choices} answer={answer as FormAnswer} />}
      {step?.kind === "looked" && <ConfirmList {...step.previewed} />}
      {step?.kind === "changed" && <ConfirmList {...step.previewed} changed />}
      {step?.kind === "imported" && <ListImported {...step.imported} reachable={reachable} />}
    </>
  );
}
