import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AuditFilterBar } from "#app/features/audit/audit-filter-bar.tsx";
import { AuditTable } from "#app/features/audit/audit-table.tsx";
import { readAuditTrail } from "#app/features/audit/audit-trail.server.ts";
import { closedAudit, readableAudit } from "#app/features/cohorts/readable-audit.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { soughtPerson } from "#app/features/identity/people-filters.ts";
import { addDays, endOfDay } from "#app/lib/calendar-day.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter, dayFilter, textFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("audit.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:audit");
  const url = new URL(args.request.url);
  const typed = {
    action: textFilter(url, "action"),
    by: textFilter(url, "by"),
    about: textFilter(url, "about"),
    day: dayFilter(url, "day"),
    detail: choiceFilter(url, "detail", ["all"]),
  };
  const { action, by, about, day } = typed;
  const filters = {
    action,
    actor: soughtPerson(by),
    subject: soughtPerson(about),
    between: day ? dayOf(day, actor.timeZone) : null,
  };
  const page = await readAuditTrail(readableAudit(actor), filters, placeIn(url), await closedAudit(actor));
  return { ...page, typed };
}

/** A day where the reader is, as instants. */
const dayOf = (day: string, timeZone: string) => ({
  from: new Date(endOfDay(addDays(day, -1), timeZone)),
  to: new Date(endOfDay(day, timeZone)),
});

export default function AuditTrail() {
  const { rows, previous, next, typed } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const filtered = Object.values(typed).some((filter) => filter !== "");
  return (
    <>
      <PageHeader title={t("audit.title")} lead={t("audit.lead")} />
      <AuditFilterBar typed={typed} filtered={filtered} />
      {rows.length === 0 ? (
        <EmptyState title={t(filtered ? "audit.noneFound" : "audit.none")}>
          {t(filtered ? "audit.noneFoundText" : "audit.noneText")}
        </EmptyState>
      ) : (
        <AuditTable rows={rows} asRecorded={typed.detail === "all"} />
      )}
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}
