import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { listDuplicates } from "#app/features/rights/duplicate-list.server.ts";
import { DuplicateTable } from "#app/features/rights/duplicate-parts.tsx";
import { MergeTable } from "#app/features/rights/merge-parts.tsx";
import { listMerges } from "#app/features/rights/merge-view.server.ts";
import { MERGE_STATES } from "#app/features/rights/person-merge.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter, pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.duplicates.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  const url = new URL(args.request.url);
  const state = choiceFilter(url, "state", MERGE_STATES);
  if (state !== "") return { state, q: "", merges: await listMerges(actor, state, placeIn(url)) };
  const filters = { q: textFilter(url, "q"), page: pageNumber(url) };
  return { state, ...(await listDuplicates(actor, filters)), ...filters };
}

export default function Duplicates() {
  const shown = useLoaderData<typeof loader>();
  const { t } = useWords();
  const filtered = shown.state !== "" || shown.q !== "";
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
        reset={filtered ? { href: "/people/duplicates", label: t("admin.duplicates.all") } : undefined}
      >
        <Select
          name="state"
          label={t("rights.names.state")}
          options={[
            { value: "", label: t("admin.duplicates.likely") },
            ...MERGE_STATES.map((value) => ({ value, label: t(`rights.merge.state.${value}`) })),
          ]}
          defaultValue={shown.state}
        />
        {shown.state === "" && (
          <TextInput name="q" type="search" label={t("admin.duplicates.find")} defaultValue={shown.q} />
        )}
      </FilterBar>
      {shown.state === "" ? <Likely {...shown} /> : <Merges {...shown} />}
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Likely({ rows, total, q, page }: Extract<Data, { state: "" }>) {
  const { t } = useWords();
  return (
    <>
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

function Merges({ merges: { rows, previous, next }, state }: Exclude<Data, { state: "" }>) {
  const { t } = useWords();
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={t("admin.duplicates.noneOfState")}>{t("admin.duplicates.noneText")}</EmptyState>
      ) : (
        <MergeTable rows={rows} state={state} />
      )}
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}
