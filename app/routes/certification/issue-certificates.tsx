import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { startBulkIssue } from "#app/features/certification/bulk-issue.server.ts";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { IssueForm } from "#app/features/certification/certification-forms.ts";
import { cohortIssuing } from "#app/features/certification/cohort-issuing.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { ISSUE_FILTERS } from "#app/features/certification/issue-rows.ts";
import enhancement from "#app/features/certification/issue-progress.client.ts?worker&url";
import { IssueProgress } from "#app/features/certification/issue-progress.tsx";
import { IssueSummary } from "#app/features/certification/issue-summary.tsx";
import { IssueTable } from "#app/features/certification/issue-table.tsx";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { choiceFilter, pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("certification.issue.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "issue:certificates");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const url = new URL(args.request.url);
  const filters = { show: choiceFilter(url, "show", ISSUE_FILTERS), page: pageNumber(url) };
  const issuing = await cohortIssuing(cohort, actor.personId, filters);
  return { cohort: { id: cohort.id, name: cohort.name }, filters, ...issuing };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "issue:certificates");
  const cohortId = args.params["cohortId"]!;
  found(await findRunCohort(actor, cohortId));
  const form = await readForm(args.request, IssueForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const page = paths.issueCertificates(cohortId);
  if (value.intent === "all") {
    const count = found(await startBulkIssue(actor, cohortId));
    return count === 0
      ? redirectWithNotice(page, "certificates-none")
      : redirectWithNotice(page, "certificates-asked", { count });
  }
  const outcome = found(found(await issueCertificates(actor, cohortId, [value]))[0]);
  if (outcome.state === "refused") return refused(outcome.reason);
  if (outcome.state === "issued") drawSoon([outcome.certificateId]);
  return redirectWithNotice(page, "certificate-issued", { number: outcome.number });
}

export default function IssueCertificates() {
  const { cohort, filters, bulk, counts, nameOpen, rows, total } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("certification.issue.title")}
        lead={
          nameOpen > 0
            ? t("certification.issue.nameOpenCount", { count: nameOpen })
            : t("certification.issue.nameAllConfirmed")
        }
        actions={
          <ButtonLink href="/certificates/issued" tone="quiet">
            {t("certification.issue.toRegister")}
          </ButtonLink>
        }
      />
      {form.summary}
      {bulk && <IssueProgress cohortId={cohort.id} bulk={bulk} />}
      {bulk?.state !== "under-way" && <IssueSummary counts={counts} />}
      <FilterBar
        label={t("certification.issue.filter")}
        submit={t("common.action.show")}
        reset={
          filters.show
            ? { href: paths.issueCertificates(cohort.id), label: t("certification.issue.everyone") }
            : undefined
        }
      >
        <Select
          name="show"
          label={t("certification.issue.show")}
          placeholder={t("certification.issue.everyone")}
          options={ISSUE_FILTERS.map((value) => ({ value, label: t(`certification.issue.show-${value}`) }))}
          defaultValue={filters.show}
        />
      </FilterBar>
      <IssueTable cohortId={cohort.id} rows={rows} filtered={filters.show !== ""} />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
    </>
  );
}
