import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { QueueFilterBar } from "#app/features/learning/queue-filter-bar.tsx";
import { queueFiltersIn } from "#app/features/learning/work-queue.ts";
import { listToReview } from "#app/features/learning/action-plans.server.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.review.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "review:action-plans");
  const filters = queueFiltersIn(new URL(args.request.url));
  return { ...(await listToReview(actor, filters)), filters };
}

export default function ActionPlans() {
  const { rows, total, filters } = useLoaderData<typeof loader>();
  const { t, dateTime } = useWords();
  const sortable = useSortable(filters.sorting);
  const empty = filters.q ? "learning.queue.noneFound" : "learning.review.emptyTitle";
  return (
    <>
      <PageHeader title={t("learning.review.title")} lead={t("learning.review.lead")} />
      <QueueFilterBar q={filters.q} at="/action-plans" />
      <DataTable
        caption={t("learning.review.caption")}
        hideCaption
        rows={rows}
        rowKey={({ enrolmentId }) => enrolmentId}
        empty={
          <EmptyState title={t(empty)}>
            {t(filters.q ? "learning.queue.noneFoundText" : "learning.review.emptyText")}
          </EmptyState>
        }
        columns={[
          {
            key: "person",
            header: t("learning.review.person"),
            rowHeader: true,
            sort: sortable("name"),
            cell: ({ enrolmentId, name }) => (
              <a href={paths.reviewActionPlan(enrolmentId)}>
                <DirText>{name}</DirText>
              </a>
            ),
          },
          { key: "cohort", header: t("learning.review.cohort"), cell: ({ cohort }) => <bdi>{cohort}</bdi> },
          {
            key: "since",
            header: t("learning.review.since"),
            sort: sortable("since"),
            cell: ({ submittedAt }) => dateTime(submittedAt),
          },
        ]}
      />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
    </>
  );
}
