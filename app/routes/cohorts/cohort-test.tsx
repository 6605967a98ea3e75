import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { CohortTestForm } from "#app/features/cohorts/cohort-test-forms.ts";
import { DrawForms, FormLinks, ScoreTable, TestFacts } from "#app/features/cohorts/cohort-test-parts.tsx";
import {
  drawable,
  drawTest,
  formsOf,
  keyScores,
  testFigures,
  testRows,
} from "#app/features/cohorts/cohort-tests.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { newSecret } from "#app/infra/ids.server.ts";
import { PAGE_SIZE, pageNumber } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.test.title") } satisfies PageHandle;

/** A cohort's test before and after: drawn, printed, keyed in, and what was gained. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:cohort-tests");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const page = pageNumber(new URL(args.request.url));
  const [forms, figures, most, { rows, total }] = await Promise.all([
    formsOf(cohort.id),
    testFigures(cohort.id),
    drawable(cohort),
    testRows(cohort.id, page),
  ]);
  const { id, name, startDate, endDate, closed } = cohort;
  const questions = forms?.pre.length ?? null;
  return { cohort: { id, name, startDate, endDate, closed }, questions, figures, most, rows, total, page };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:cohort-tests");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CohortTestForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const outcome =
    value.intent === "draw"
      ? await drawTest(actor, cohort, value.count, newSecret())
      : await keyScores(actor, cohort.id, value.scores);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  const here = paths.cohortTest(cohort.id) + new URL(args.request.url).search;
  return redirectWithNotice(here, value.intent === "draw" ? "cohort-test-drawn" : "cohort-test-keyed");
}

export default function CohortTest() {
  const { cohort, questions, figures, most, rows, total, page } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  const untouched = !figures || figures.sat.pre + figures.sat.post === 0;
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.test.title")}
        lead={t("cohorts.test.lead")}
      />
      {form.summary}
      {figures && questions !== null && (
        <>
          <Sheet title={t("cohorts.test.figures")}>
            <TestFacts figures={figures} />
            <p className="soft">
              {t("cohorts.test.when", { start: date(cohort.startDate), end: date(cohort.endDate) })}
            </p>
          </Sheet>
          <FormLinks cohortId={cohort.id} />
          <ScoreTable rows={rows} questions={questions} locked={cohort.closed} form={form} />
          <Pages page={page} size={PAGE_SIZE} total={total} />
        </>
      )}
      {!cohort.closed && untouched && most !== null && (
        <DrawForms most={most} drawn={questions} form={form} />
      )}
      {most === null && questions === null && (
        <EmptyState title={t("cohorts.test.tooFew")}>{t("cohorts.test.tooFewText")}</EmptyState>
      )}
      {cohort.closed && questions === null && most !== null && (
        <EmptyState title={t("cohorts.test.none")}>{t("cohorts.test.noneText")}</EmptyState>
      )}
    </>
  );
}
