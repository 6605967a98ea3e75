import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cohortChoices } from "#app/features/cohorts/cohort-choices.server.ts";
import { CohortFields } from "#app/features/cohorts/cohort-fields.tsx";
import { CohortForm } from "#app/features/cohorts/cohort-forms.ts";
import { createCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { licensedToHost } from "#app/features/licences/may-host.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.new.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  return { choices: await cohortChoices(actor, args.context.words.locale), timeZone: actor.timeZone };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const form = await readForm(args.request, CohortForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await createCohort(actor, form.value, licensedToHost);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.calendar(outcome.value.cohortId), "cohort-created");
}

export default function NewCohort() {
  const { choices, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const blank = {
    name: "",
    hostId: "",
    format: "standard",
    audience: "public",
    locales: ["en"],
    place: "",
    activity: "",
    project: "",
    timeZone,
    startDate: "",
    endDate: "",
    issuer: "",
    signatories: [],
    version: 0,
  };
  return (
    <>
      <PageHeader title={t("cohorts.new.title")} lead={t("cohorts.new.lead")} />
      <CohortFields choices={choices} course={null} stored={blank} answer={answer} cancelTo="/cohorts" />
    </>
  );
}
