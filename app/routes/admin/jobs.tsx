import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { JOB_STATES } from "#app/features/jobs/job.ts";
import { listJobs, retryJob } from "#app/features/jobs/job-list.server.ts";
import { JobTable } from "#app/features/jobs/job-table.tsx";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.jobs.title") } satisfies PageHandle;

const RetryForm = z.object({ job: z.string().min(1).max(100) });

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:jobs");
  const url = new URL(args.request.url);
  const state = choiceFilter(url, "state", JOB_STATES);
  return { ...(await listJobs(actor, state, placeIn(url))), state };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "see:jobs");
  const form = await readForm(args.request, RetryForm);
  if (!form.ok) return badForm(form.problem);
  found((await retryJob(actor, form.value.job)) || null);
  return redirectWithNotice("/jobs", "job-retried");
}

export default function Jobs() {
  const { rows, previous, next, state } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("admin.jobs.title")} lead={t("admin.jobs.lead")} />
      <FilterBar
        label={t("admin.jobs.filter")}
        submit={t("common.action.show")}
        reset={state ? { href: "/jobs", label: t("admin.jobs.open") } : undefined}
      >
        <Select
          name="state"
          label={t("admin.jobs.state")}
          placeholder={t("admin.jobs.open")}
          options={JOB_STATES.map((value) => ({ value, label: t(`admin.jobs.state-${value}`) }))}
          defaultValue={state}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={t("admin.jobs.none")}>{t("admin.jobs.noneText")}</EmptyState>
      ) : (
        <JobTable rows={rows} />
      )}
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}
