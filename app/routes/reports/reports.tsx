import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reportFilters } from "#app/features/reports/report-filters.ts";
import {
  ReportCharts,
  ReportFigures,
  ReportFiles,
  ReportFilterBar,
} from "#app/features/reports/report-parts.tsx";
import { reportView } from "#app/features/reports/report-view.server.ts";
import { readReport, reportChoices } from "#app/features/reports/reports.server.ts";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("reports.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:reports");
  const { words } = args.context;
  const url = new URL(args.request.url);
  const filters = reportFilters(url);
  const page = pageNumber(url);
  const [report, choices] = await Promise.all([
    readReport(actor, filters, words.locale),
    reportChoices(actor, filters.cohort, words.locale),
  ]);
  const { table, ...view } = reportView(report, filters, choices, words);
  const rows = table.rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { filters, choices, page, ...view, table: { ...table, rows }, total: table.rows.length };
}

export default function Reports() {
  const { filters, choices, about, facts, charts, table, page, total } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={choices.cohort && <a href={paths.cohort(choices.cohort.id)}>{choices.cohort.name}</a>}
        title={t("reports.title")}
        lead={t("reports.lead")}
      />
      <ReportFilterBar filters={filters} choices={choices} />
      <p className="soft">{about.join(" · ")}</p>
      {total === 0 ? (
        <EmptyState title={t("reports.none")}>{t("reports.noneText")}</EmptyState>
      ) : (
        <>
          <Sheet title={t("reports.summary")}>
            <FactList facts={facts} />
          </Sheet>
          <ReportFiles filters={filters} />
          <ReportCharts charts={charts} />
          <ReportFigures table={table} filters={filters} page={page} total={total} />
        </>
      )}
    </>
  );
}
