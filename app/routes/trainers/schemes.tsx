import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { listSchemes } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("schemes.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "see:schemes");
  return { rows: await listSchemes() };
}

export default function Schemes() {
  const { rows } = useLoaderData<typeof loader>();
  const { t, number, dateTime } = useWords();
  return (
    <>
      <PageHeader title={t("schemes.list.title")} lead={t("schemes.list.lead")} />
      <DataTable
        caption={t("schemes.list.title")}
        hideCaption
        rows={rows}
        rowKey={({ schemeId }) => schemeId}
        columns={[
          {
            key: "scheme",
            header: t("schemes.list.scheme"),
            rowHeader: true,
            cell: ({ schemeId }) => (
              <a href={paths.scheme(schemeId)}>{t(`trainers.scheme.${schemeId as SchemeId}`)}</a>
            ),
          },
          {
            key: "version",
            header: t("schemes.list.version"),
            cell: ({ version, draft }) => (
              <>
                {version} {draft && <Tag>{t("schemes.list.draft")}</Tag>}
              </>
            ),
          },
          {
            key: "since",
            header: t("schemes.list.since"),
            cell: ({ publishedAt }) =>
              publishedAt === null ? t("schemes.list.original") : dateTime(publishedAt),
          },
          {
            key: "certifications",
            header: t("schemes.list.certifications"),
            numeric: true,
            cell: ({ certifications }) => number(certifications),
          },
          {
            key: "candidacies",
            header: t("schemes.list.candidacies"),
            numeric: true,
            cell: ({ candidacies }) => number(candidacies),
          },
        ]}
      />
    </>
  );
}
