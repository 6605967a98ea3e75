import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { ComplaintTable } from "#app/features/trainers/complaints/complaint-parts.tsx";
import { COMPLAINT_SHOWS, listComplaints } from "#app/features/trainers/complaints/complaints.server.ts";
import { choiceFilter, pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.complaint.register") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "act:on-complaints");
  const url = new URL(args.request.url);
  const show = choiceFilter(url, "show", COMPLAINT_SHOWS) || "open";
  const page = pageNumber(url);
  return { show, shows: [...COMPLAINT_SHOWS], page, ...(await listComplaints(actor, show, page)) };
}

export default function Complaints() {
  const { show, shows, page, total, rows } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("trainers.complaint.register")} lead={t("trainers.complaint.registerLead")} />
      <FilterBar
        label={t("trainers.complaint.filter")}
        submit={t("common.action.show")}
        reset={
          show === "open"
            ? undefined
            : { href: "/complaint-register", label: t("trainers.complaint.show.open") }
        }
      >
        <Select
          name="show"
          label={t("trainers.facts.status")}
          options={shows.map((value) => ({ value, label: t(`trainers.complaint.show.${value}`) }))}
          defaultValue={show}
        />
      </FilterBar>
      <ComplaintTable rows={rows} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
