import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CallFields } from "#app/features/admission/call-fields.tsx";
import { CallForm } from "#app/features/admission/call-forms.ts";
import { CallPhaseTag } from "#app/features/admission/call-sheet.tsx";
import { callOf } from "#app/features/admission/calls.server.ts";
import { keepCall } from "#app/features/admission/keep-call.server.ts";
import { newCallFor } from "#app/features/admission/new-call.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort } from "#app/features/cohorts/holidays.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admission.edit.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:calls");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const call = await callOf(cohort.id);
  const stored = call
    ? { ...call, seats: String(call.seats), version: call.rowVersion }
    : newCallFor(cohort, today(cohort.timeZone));
  const { t } = args.context.words;
  return {
    cohort: { id: cohort.id, name: cohort.name, locales: cohort.locales, closed: cohort.closed },
    call: call && { id: call.id, phase: call.phase },
    stored,
    holidays: await holidaysOfCohort(cohort.id, [
      { date: stored.opensOn, what: t("admission.edit.opensOn") },
      { date: stored.closesOn, what: t("admission.edit.closesOn") },
    ]),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:calls");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CallForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await keepCall(actor, cohort.id, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.editCall(cohort.id), `call-${form.value.intent}`);
}

export default function EditCall() {
  const { cohort, call, holidays, stored } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const published = call !== null && call.phase !== "draft";
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <a href={paths.cohort(cohort.id)}>{cohort.name}</a> {call && <CallPhaseTag phase={call.phase} />}
          </>
        }
        title={t("admission.edit.title")}
        lead={t("admission.edit.lead")}
        actions={
          published && (
            <ButtonLink href={paths.call(call.id)} tone="quiet">
              {t("admission.edit.see")}
            </ButtonLink>
          )
        }
      />
      <HolidayAlert warnings={holidays} />
      {cohort.closed ? (
        <Alert>{t("admission.edit.closed")}</Alert>
      ) : (
        <CallFields
          stored={stored}
          locales={cohort.locales}
          published={published}
          form={form}
          backTo={paths.cohort(cohort.id)}
        />
      )}
    </>
  );
}
