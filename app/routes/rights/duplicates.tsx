import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { listDuplicates } from "#app/features/rights/duplicate-list.server.ts";
import { DuplicateTable } from "#app/features/rights/duplicate-parts.tsx";
import { pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.duplicates.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  const url = new URL(args.request.url);
  const filters = { q: textFilter(url, "q"), page: pageNumber(url) };
  return { ...(await listDuplicates(actor, filters)), ...filters };
}

export default function Duplicates() {
  const { rows, total, q, page } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href="/people">{t("admin.people.title")}</a>}
        title={t("admin.duplicates.title")}
        lead={t("admin.duplicates.lead")}
      />
      <FilterBar
        label={t("admin.duplicates.filter")}
        submit={t("common.action.show")}
        reset={q === "" ? undefined : { href: "/people/duplicates", label: t("admin.people.everyone") }}
      >
        <TextInput name="q" type="search" label={t("admin.duplicates.find")} defaultValue={q} />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={t(q ? "admin.duplicates.noneFound" : "admin.duplicates.none")}>
          {t(q ? "admin.duplicates.noneFoundText" : "admin.duplicates.noneText")}
        </EmptyState>
      ) : (
        <DuplicateTable rows={rows} />
      )}
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
