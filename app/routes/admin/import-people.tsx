import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { findCohort } from "#app/features/cohorts/cohorts.server.ts";
import { enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import { ImportForm } from "#app/features/identity/import-forms.ts";
import type { Upload } from "#app/lib/upload.ts";
import { confirmImport, previewImport } from "#app/features/identity/import-people.server.ts";
import { ChooseList, ConfirmList, ListImported } from "#app/features/identity/import-steps.tsx";
import { placesFor } from "#app/features/identity/organisations.server.ts";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import type { FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.import.title") } satisfies PageHandle;

const onlyOrganisations = ({ reach }: Actor) => reach.every(({ kind }) => kind === "organisation");

/** Into which cohort the people of the list come, where the address says one: `?cohort=`. */
async function cohortAsked(args: LoaderFunctionArgs) {
  const cohortId = new URL(args.request.url).searchParams.get("cohort");
  if (!cohortId) return null;
  const actor = await requirePermission(args, "enrol:people");
  const { id, name } = found(await findCohort(actor, cohortId));
  return { actor, id, name };
}

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  const cohort = await cohortAsked(args);
  const places = await placesFor(actor);
  return {
    cohort: cohort && { id: cohort.id, name: cohort.name },
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
  const cohort = await cohortAsked(args);
  const outcome = await confirmImport(actor, form.value.carried);
  if (!outcome.ok) return refused(outcome.reason);
  if (outcome.value.kind !== "imported") return outcome.value;
  if (!cohort) return { ...outcome.value, enrolled: null };
  // A list sent again changes nobody and enrols who is not in yet: an import that was cut off here is finished by it.
  const enrolled = await enrolPeople(cohort.actor, cohort.id, outcome.value.imported.everybody);
  return enrolled.ok ? { ...outcome.value, enrolled: enrolled.value } : refused(enrolled.reason);
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
  const { reachable, cohort, ...choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const step = answer && "kind" in answer ? answer : null;
  return (
    <>
      <PageHeader
        eyebrow={cohort && <a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t(cohort ? "admin.import.titleEnrol" : "admin.import.title")}
        lead={step ? undefined : t(cohort ? "admin.import.leadEnrol" : "admin.import.lead")}
      />
      {step?.kind === "imported" && step.enrolled !== null && (
        <Alert tone="good">{t("common.notice.people-enrolled", { count: step.enrolled })}</Alert>
      )}
      {!step && <ChooseList {...choices} answer={answer as FormAnswer} />}
      {step?.kind === "looked" && <ConfirmList {...step.previewed} enrols={cohort !== null} />}
      {step?.kind === "changed" && <ConfirmList {...step.previewed} enrols={cohort !== null} changed />}
      {step?.kind === "imported" && <ListImported {...step.imported} reachable={reachable} />}
    </>
  );
}
