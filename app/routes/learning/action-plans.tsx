import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { listToReview } from "#app/features/learning/action-plans.server.ts";
import { PAGE_SIZE, pageNumber } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("learning.review.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "review:action-plans");
  const page = pageNumber(new URL(args.request.url));
  return { ...(await listToReview(actor, page)), page };
}

export default function ActionPlans() {
  const { rows, total, page } = useLoaderData<typeof loader>();
  const { t, dateTime } = useWords();
  return (
    <>
      <PageHeader title={t("learning.review.title")} lead={t("learning.review.lead")} />
      <DataTable
        caption={t("learning.review.caption")}
        hideCaption
        rows={rows}
        rowKey={({ enrolmentId }) => enrolmentId}
        empty={
          <EmptyState title={t("learning.review.emptyTitle")}>{t("learning.review.emptyText")}</EmptyState>
        }
        columns={[
          {
            key: "person",
            header: t("learning.review.person"),
            rowHeader: true,
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
            cell: ({ submittedAt }) => dateTime(submittedAt),
          },
        ]}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
