import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PHASES_LISTED } from "#app/features/cohorts/cohort-phase.ts";
import { PhaseTag } from "#app/features/cohorts/phase-tag.tsx";
import { COHORT_ORDERS, listCohorts } from "#app/features/cohorts/cohorts.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { today } from "#app/infra/clock.server.ts";
import { choiceFilter, PAGE_SIZE, pageNumber, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:cohorts");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    phase: choiceFilter(url, "phase", PHASES_LISTED),
    sorting: sortingIn(url, COHORT_ORDERS, "-start"),
    page: pageNumber(url),
  };
  const list = await listCohorts(actor, filters, args.context.words.locale, today());
  const may = (permission: Permission) => reachOf(actor.grants, permission).length > 0;
  return { ...list, filters, mayCreate: may("manage:cohorts"), maySeeWeakest: may("see:weakest-items") };
}

export default function Cohorts() {
  const { rows, total, filters, mayCreate, maySeeWeakest } = useLoaderData<typeof loader>();
  const { t, date, number } = useWords();
  const sortable = useSortable(filters.sorting);
  const filtered = filters.q !== "" || filters.phase !== "";
  const create = mayCreate && (
    <ButtonLink href="/cohorts/new" icon="plus">
      {t("cohorts.list.create")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("cohorts.list.title")}
        actions={
          <>
            {maySeeWeakest && (
              <ButtonLink href="/weakest-items" tone="quiet">
                {t("cohorts.weakest.title")}
              </ButtonLink>
            )}
            <ButtonLink href="/reports" tone="quiet">
              {t("reports.title")}
            </ButtonLink>
            {create}
          </>
        }
      />
      <FilterBar
        label={t("cohorts.list.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/cohorts", label: t("cohorts.list.all") } : undefined}
      >
        <TextInput name="q" label={t("cohorts.list.find")} defaultValue={filters.q} type="search" />
        <Select
          name="phase"
          label={t("cohorts.list.phase")}
          placeholder={t("cohorts.list.anyPhase")}
          options={PHASES_LISTED.map((phase) => ({ value: phase, label: t(`cohorts.phase.${phase}`) }))}
          defaultValue={filters.phase}
        />
      </FilterBar>
      <DataTable
        caption={t("cohorts.list.title")}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("cohorts.list.name"),
            rowHeader: true,
            sort: sortable("name"),
            cell: ({ id, name, courseTitle }) => (
              <>
                <a href={paths.cohort(id)}>{name}</a>
                <br />
                <span className="soft">{courseTitle}</span>
              </>
            ),
          },
          {
            key: "place",
            header: t("cohorts.list.place"),
            sort: sortable("place"),
            cell: ({ place }) => place,
          },
          {
            key: "dates",
            header: t("cohorts.list.dates"),
            sort: sortable("start"),
            cell: ({ startDate, endDate }) =>
              t("cohorts.list.fromTo", { from: date(startDate), to: date(endDate) }),
          },
          {
            key: "people",
            header: t("cohorts.list.people"),
            numeric: true,
            cell: ({ people }) => number(people),
          },
          {
            key: "phase",
            header: t("cohorts.list.phase"),
            cell: ({ phase }) => <PhaseTag phase={phase} />,
          },
        ]}
        empty={
          <EmptyState title={t(filtered ? "cohorts.list.noneFound" : "cohorts.list.none")} action={create}>
            {t(filtered ? "cohorts.list.noneFoundText" : "cohorts.list.noneText")}
          </EmptyState>
        }
      />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
    </>
  );
}
