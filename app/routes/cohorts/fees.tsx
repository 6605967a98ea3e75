import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { CohortFeeForm } from "#app/features/cohorts/fee-forms.ts";
import { CohortFeeSheet, FeeTable, FeeTotals } from "#app/features/cohorts/fee-parts.tsx";
import { cohortFee, feeList, setCohortFee } from "#app/features/cohorts/fees.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { PAGE_SIZE, pageNumber } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.fee.title") } satisfies PageHandle;

/** What a cohort costs, and who owes what. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const page = pageNumber(new URL(args.request.url));
  const [fee, list] = await Promise.all([cohortFee(cohort.id), feeList(cohort.id, page)]);
  return { cohort: { id: cohort.id, name: cohort.name, closed: cohort.closed }, fee, page, ...list };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CohortFeeForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await setCohortFee(actor, cohort.id, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.fees(cohort.id), "fee-set");
}

export default function Fees() {
  const { cohort, fee, rows, total, totals, page } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.fee.title")}
        lead={t("cohorts.fee.lead")}
        actions={
          total > 0 && (
            <ButtonLink href={paths.feesCsv(cohort.id)} tone="quiet" icon="download">
              {t("cohorts.fee.csv")}
            </ButtonLink>
          )
        }
      />
      {form.summary}
      {total > 0 ? (
        <>
          <FeeTotals totals={totals} />
          <FeeTable cohortId={cohort.id} rows={rows} />
          <Pages page={page} size={PAGE_SIZE} total={total} />
        </>
      ) : (
        <EmptyState title={t("cohorts.fee.none")}>
          {t(fee ? "cohorts.fee.nobodyText" : "cohorts.fee.noneText")}
        </EmptyState>
      )}
      {!cohort.closed && <CohortFeeSheet fee={fee} form={form} />}
    </>
  );
}
