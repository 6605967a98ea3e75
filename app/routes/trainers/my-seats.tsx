import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { mySeats } from "#app/features/trainers/panels/my-seats.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("panels.mine.title") } satisfies PageHandle;

/** One's own seats on panels that sit. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return { seats: await mySeats(actor) };
}

export default function MySeats() {
  const { seats } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  return (
    <>
      <PageHeader title={t("panels.mine.title")} lead={t("panels.mine.lead")} />
      {seats.length === 0 ? (
        <EmptyState title={t("panels.mine.none")}>{t("panels.mine.noneText")}</EmptyState>
      ) : (
        <DataTable
          caption={t("panels.mine.title")}
          hideCaption
          rows={[...seats]}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "what",
              header: t("panels.mine.what"),
              rowHeader: true,
              cell: ({ id, name, appeal, schemeId }) => (
                <>
                  <a href={paths.mySeat(id)}>
                    <DirText>
                      {t(appeal ? "panels.page.appealOf" : "panels.page.candidacyOf", { name })}
                    </DirText>
                  </a>
                  <br />
                  <span className="soft">{t(`trainers.scheme.${schemeId}`)}</span>
                </>
              ),
            },
            {
              key: "next",
              header: t("panels.mine.next"),
              cell: ({ declared }) => (
                <Tag tone="due">{t(declared ? "panels.mine.vote" : "panels.mine.declare")}</Tag>
              ),
            },
            { key: "until", header: t("panels.mine.until"), cell: ({ until }) => date(until) },
          ]}
        />
      )}
    </>
  );
}
