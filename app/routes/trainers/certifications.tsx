import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { inactiveAmong } from "#app/features/trainers/renewal/inactive.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { CertificationTable } from "#app/features/trainers/certifications/certification-table.tsx";
import {
  CERTIFICATION_ORDERS,
  listCertifications,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { choiceFilter, dayFilter, pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.register.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    schemeId: choiceFilter(url, "scheme", SCHEME_IDS),
    on: dayFilter(url, "on") || null,
    sorting: sortingIn(url, CERTIFICATION_ORDERS, "name"),
    page: pageNumber(url),
  };
  const mayRecord = reachOf(actor.grants, "keep:certifications").length > 0;
  const { total, rows } = await listCertifications(actor, filters);
  const book = await loadSchemes();
  const inactive = await inactiveAmong(
    rows.map(({ id }) => id),
    (scheme) => filters.on ?? today(book.current(scheme).timeZone),
  );
  return { filters, mayRecord, total, rows: rows.map((row) => ({ ...row, inactive: inactive.get(row.id) })) };
}

export default function Certifications() {
  const { filters, mayRecord, total, rows } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const { q, schemeId, on, sorting, page } = filters;
  const sortable = useSortable(sorting);
  const filtered = q !== "" || schemeId !== "" || on !== null;
  return (
    <>
      <PageHeader
        title={t("trainers.register.title")}
        lead={t("trainers.register.lead")}
        actions={
          <>
            {mayRecord && (
              <>
                <ButtonLink href="/certifications/new">{t("trainers.register.record")}</ButtonLink>
                <ButtonLink href="/certifications/import" tone="quiet">
                  {t("trainers.past.link")}
                </ButtonLink>
              </>
            )}
            <ButtonLink href="/certifications/papers" tone="quiet" icon="download">
              {t("certification.paper.file")}
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        label={t("trainers.register.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/certifications", label: t("trainers.register.all") } : undefined}
      >
        <TextInput name="q" type="search" label={t("trainers.register.find")} defaultValue={q} />
        <Select
          name="scheme"
          label={t("trainers.facts.scheme")}
          placeholder={t("trainers.register.anyScheme")}
          options={SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
          defaultValue={schemeId}
        />
        <TextInput name="on" type="date" label={t("trainers.register.on")} defaultValue={on ?? ""} />
      </FilterBar>
      <CertificationTable rows={rows} filtered={filtered} sortable={sortable} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
