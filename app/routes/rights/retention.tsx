import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { dueCounts } from "#app/features/rights/purge.server.ts";
import { GOES_BY_ITSELF, PURGE_KINDS, PURGES, STAYS } from "#app/features/rights/retention.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.retention.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "purge:records");
  return { due: await dueCounts() };
}

export default function Retention() {
  const { due } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("rights.retention.title")} lead={t("rights.retention.lead")} />
      <DataTable
        caption={t("rights.retention.purged")}
        rows={PURGE_KINDS}
        rowKey={(kind) => kind}
        columns={[
          {
            key: "what",
            header: t("rights.erasure.kind"),
            rowHeader: true,
            cell: (kind) => t(`rights.retention.kind.${kind}`),
          },
          {
            key: "long",
            header: t("rights.retention.long"),
            cell: (kind) =>
              t(`rights.retention.from.${PURGES[kind].from}`, {
                days: t("rights.retention.days", { count: PURGES[kind].days }),
              }),
          },
          {
            key: "why",
            header: t("rights.retention.why"),
            cell: (kind) => t(`rights.retention.because.${kind}`),
          },
          {
            key: "then",
            header: t("rights.retention.then"),
            cell: (kind) => t(`rights.retention.after.${kind}`),
          },
          {
            key: "due",
            header: t("rights.retention.due"),
            cell: (kind) =>
              due[kind] === 0 ? (
                t("rights.retention.nothing")
              ) : (
                <a href={paths.purge(kind)}>{t("rights.retention.see", { count: due[kind] })}</a>
              ),
          },
        ]}
      />
      <Sheet title={t("rights.retention.stays")}>
        <FactList
          facts={STAYS.map((each) => ({
            term: t(`rights.retention.stay.${each}`),
            value: t(`rights.retention.stayWhy.${each}`),
          }))}
        />
      </Sheet>
      <Sheet title={t("rights.retention.itself")}>
        <p>{t("rights.retention.itselfText")}</p>
        <ul>
          {GOES_BY_ITSELF.map((each) => (
            <li key={each}>{t(`rights.retention.goes.${each}`)}</li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}
