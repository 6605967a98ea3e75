import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listTemplates } from "#app/features/certification/template-drafts.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("certification.template.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:certificate-templates");
  return { rows: await listTemplates(actor) };
}

export default function Templates() {
  const { rows } = useLoaderData<typeof loader>();
  const { t, dateTime } = useWords();
  return (
    <>
      <PageHeader title={t("certification.template.title")} lead={t("certification.template.lead")} />
      <DataTable
        caption={t("certification.template.title")}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "template",
            header: t("certification.template.certificates"),
            rowHeader: true,
            cell: ({ id }) => <a href={paths.template(id)}>{t(`certification.template.name.${id}`)}</a>,
          },
          {
            key: "version",
            header: t("certification.template.version"),
            cell: ({ version, draft }) => (
              <>
                {version === 0 ? t("certification.template.original") : version}{" "}
                {draft && <Tag>{t("certification.template.draft")}</Tag>}
              </>
            ),
          },
          {
            key: "since",
            header: t("certification.template.since"),
            cell: ({ publishedAt }) => (publishedAt === null ? "–" : dateTime(publishedAt)),
          },
        ]}
      />
    </>
  );
}
