import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { cohortFigures } from "#app/features/cohorts/cohort-figures.server.ts";
import { CohortFigureList } from "#app/features/cohorts/cohort-figures.tsx";
import { reviewReport, writeReport } from "#app/features/cohorts/file-training-report.server.ts";
import { IncidentList } from "#app/features/cohorts/incident-parts.tsx";
import { incidentsOf } from "#app/features/cohorts/incidents.server.ts";
import { ReportForm } from "#app/features/cohorts/report-forms.ts";
import { ReportReview, ReportText, ReportWriting } from "#app/features/cohorts/report-parts.tsx";
import { readTrainingReport } from "#app/features/cohorts/training-reports.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.report.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:training-reports");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const [report, figures, incidents] = await Promise.all([
    readTrainingReport(cohort.id),
    cohortFigures(cohort),
    incidentsOf(cohort.id),
  ]);
  const may = (permission: "submit:training-report" | "validate:training-report") =>
    reachOf(actor.grants, permission).length > 0 && !cohort.closed;
  return {
    cohort: { id: cohort.id, name: cohort.name, codes: cohort.codes },
    report,
    figures,
    incidents,
    mayWrite: may("submit:training-report") && (report.state === "draft" || report.state === "returned"),
    mayReview:
      may("validate:training-report") &&
      report.state === "submitted" &&
      report.submittedBy !== actor.personId,
  };
}

const PERMISSION_OF = {
  save: "submit:training-report",
  submit: "submit:training-report",
  validate: "validate:training-report",
  return: "validate:training-report",
} as const;

export async function action(args: ActionFunctionArgs) {
  const reader = await requirePermission(args, "see:training-reports");
  const cohortId = args.params["cohortId"]!;
  found(await findRunCohort(reader, cohortId));
  const form = await readForm(args.request, ReportForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const actor = await requirePermission(args, PERMISSION_OF[value.intent]);
  const outcome =
    value.intent === "save" || value.intent === "submit"
      ? await writeReport(actor, cohortId, textOf(value), {
          submit: value.intent === "submit",
          version: value.version,
        })
      : await reviewReport(actor, cohortId, value.intent, value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.trainingReport(cohortId), `report-${value.intent}`);
}

const textOf = ({
  objectives,
  deviations,
  lessons,
  incidents,
}: Extract<ReportForm, { intent: "save" | "submit" }>) => ({
  objectives,
  deviations,
  lessons,
  incidents,
});

export default function TrainingReport() {
  const { cohort, report, figures, incidents, mayWrite, mayReview } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={
          <>
            {t("cohorts.report.title")} <Tag>{t(`cohorts.report.state.${report.state}`)}</Tag>
          </>
        }
        lead={t("cohorts.report.lead")}
      />
      {form.summary}
      {report.note && (
        <Alert tone={report.state === "returned" ? "warn" : "info"} title={t("cohorts.report.note")}>
          {report.note}
        </Alert>
      )}
      <Sheet title={t("cohorts.report.figures")}>
        <CohortFigureList figures={figures} codes={cohort.codes} />
      </Sheet>
      <IncidentList incidents={incidents} />
      {mayWrite ? <ReportWriting report={report} form={form} /> : <ReportText report={report} />}
      {mayReview && <ReportReview version={report.version} form={form} />}
    </>
  );
}
