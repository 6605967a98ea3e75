import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { myRatings } from "#app/features/trainers/observations/my-ratings.server.ts";
import { StandingTag } from "#app/features/trainers/observations/observation-parts.tsx";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("observation.mine.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "assess:candidates");
  const page = pageNumber(new URL(args.request.url));
  return { page, ...(await myRatings(actor, page)) };
}

export default function MyObservations() {
  const { page, total, rows } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  return (
    <>
      <PageHeader title={t("observation.mine.title")} lead={t("observation.mine.lead")} />
      <DataTable
        caption={t("observation.mine.caption")}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "candidate",
            header: t("observation.field.candidate"),
            rowHeader: true,
            cell: ({ id, candidate, renewal }) => (
              <>
                <a href={paths.rating(id)}>
                  <DirText>{candidate}</DirText>
                </a>
                <br />
                <span className="soft">
                  {t(renewal ? "observation.mine.renewal" : "observation.mine.candidacy")}
                </span>
              </>
            ),
          },
          { key: "day", header: t("observation.field.day"), cell: ({ day }) => date(day) },
          {
            key: "place",
            header: t("observation.field.place"),
            cell: ({ place }) => <DirText>{place}</DirText>,
          },
          {
            key: "source",
            header: t("observation.field.source"),
            cell: ({ source }) => t(`observation.source.${source}`),
          },
          {
            key: "state",
            header: t("observation.field.state"),
            cell: ({ signed, standing }) =>
              signed ? (
                <>
                  {t("observation.mine.signed")} <StandingTag standing={standing} />
                </>
              ) : (
                <Tag tone="due">{t("observation.mine.toDo")}</Tag>
              ),
          },
        ]}
        empty={<EmptyState title={t("observation.mine.none")}>{t("observation.mine.noneText")}</EmptyState>}
      />
      <Pages page={page} total={total} size={PAGE_SIZE} />
    </>
  );
}
