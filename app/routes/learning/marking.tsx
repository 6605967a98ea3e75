import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { QueueFilterBar } from "#app/features/learning/queue-filter-bar.tsx";
import { queueFiltersIn } from "#app/features/learning/work-queue.ts";
import { listToMark } from "#app/features/learning/mark-attempt.server.ts";
import { asMarker } from "#app/features/trainers/exams/trainer-pages.server.ts";
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

export const handle = { title: (t) => t("learning.marking.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await asMarker(await requirePermission(args, "mark:answers"));
  const filters = queueFiltersIn(new URL(args.request.url));
  return { ...(await listToMark(actor, filters, args.context.words.locale)), filters };
}

export default function Marking() {
  const { rows, total, filters } = useLoaderData<typeof loader>();
  const { t, dateTime, number } = useWords();
  const sortable = useSortable(filters.sorting);
  const empty = filters.q ? "learning.queue.noneFound" : "learning.marking.emptyTitle";
  return (
    <>
      <PageHeader title={t("learning.marking.title")} lead={t("learning.marking.lead")} />
      <QueueFilterBar q={filters.q} at="/marking" />
      <DataTable
        caption={t("learning.marking.caption")}
        hideCaption
        rows={rows}
        rowKey={({ attemptId }) => attemptId}
        empty={
          <EmptyState title={t(empty)}>
            {t(filters.q ? "learning.queue.noneFoundText" : "learning.marking.emptyText")}
          </EmptyState>
        }
        columns={[
          {
            key: "person",
            header: t("learning.marking.person"),
            rowHeader: true,
            sort: sortable("name"),
            cell: ({ attemptId, name }) => (
              <a href={paths.markAttempt(attemptId)}>
                <DirText>{name}</DirText>
              </a>
            ),
          },
          { key: "what", header: t("learning.marking.what"), cell: ({ title }) => <bdi>{title}</bdi> },
          { key: "cohort", header: t("learning.marking.cohort"), cell: ({ cohort }) => <bdi>{cohort}</bdi> },
          {
            key: "since",
            header: t("learning.marking.since"),
            sort: sortable("since"),
            cell: ({ submittedAt }) => dateTime(submittedAt),
          },
          {
            key: "waiting",
            header: t("learning.marking.waiting"),
            numeric: true,
            cell: ({ waiting }) => number(waiting),
          },
        ]}
      />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
    </>
  );
}
