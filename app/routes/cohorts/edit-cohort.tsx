import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cohortChoices } from "#app/features/cohorts/cohort-choices.server.ts";
import { CohortFields } from "#app/features/cohorts/cohort-fields.tsx";
import { CohortForm } from "#app/features/cohorts/cohort-forms.ts";
import { findRunCohort, titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort } from "#app/features/cohorts/holidays.server.ts";
import { editCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { licensedToHost } from "#app/features/licences/may-host.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.edit.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const { locale, t } = args.context.words;
  return {
    choices: await cohortChoices(actor, locale),
    course: { id: cohort.version.id, title: titleOf(cohort.version, locale) },
    cohortId: cohort.id,
    holidays: await holidaysOfCohort(cohort.id, [
      { date: cohort.startDate, what: t("cohorts.form.startDate") },
      { date: cohort.endDate, what: t("cohorts.form.endDate") },
    ]),
    stored: {
      name: cohort.name,
      hostId: cohort.host?.id ?? "",
      format: cohort.format,
      audience: cohort.audience,
      locales: cohort.locales,
      place: cohort.place,
      ...cohort.codes,
      timeZone: cohort.timeZone,
      startDate: cohort.startDate,
      endDate: cohort.endDate,
      issuer: cohort.issuer,
      signatories: cohort.signatories,
      version: cohort.rowVersion,
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CohortForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await editCohort(actor, cohort.id, form.value, licensedToHost);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.cohort(cohort.id), "saved");
}

export default function EditCohort() {
  const { choices, course, cohortId, holidays, stored } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  return (
    <>
      <PageHeader eyebrow={course.title} title={t("cohorts.edit.title")} />
      <HolidayAlert warnings={holidays} />
      <CohortFields
        choices={choices}
        course={course}
        stored={stored}
        answer={answer}
        cancelTo={paths.cohort(cohortId)}
      />
    </>
  );
}
