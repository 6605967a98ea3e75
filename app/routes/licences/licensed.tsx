import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { licensedOrganisations } from "#app/features/licences/check-licence.server.ts";
import { secondsToSearchAgain } from "#app/features/trainers/certifications/roster-limit.server.ts";
import { LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { choiceFilter, dayFilter, pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("licences.register.title") } satisfies PageHandle;

/** Public: the organisations licensed on a day. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const seconds = await secondsToSearchAgain(context.address);
  if (seconds > 0) throw new Response(null, { status: 429, headers: { "Retry-After": String(seconds) } });
  const url = new URL(request.url);
  const filters = {
    country: choiceFilter(url, "country", COUNTRIES),
    schemeId: choiceFilter(url, "scheme", LICENCE_SCHEME_IDS),
    on: dayFilter(url, "on") || null,
    page: pageNumber(url),
  };
  return { filters, ...(await licensedOrganisations(filters)) };
}

export default function Licensed() {
  const { filters, total, rows } = useLoaderData<typeof loader>();
  const { t, date, country: countryName } = useWords();
  const { country, schemeId, on, page } = filters;
  const filtered = country !== "" || schemeId !== "" || on !== null;
  return (
    <>
      <PageHeader
        title={t("licences.register.title")}
        lead={t("licences.register.lead")}
        actions={
          <ButtonLink href="/v" tone="quiet">
            {t("trainers.roster.check")}
          </ButtonLink>
        }
      />
      <FilterBar
        label={t("trainers.roster.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/licensed", label: t("trainers.roster.all") } : undefined}
      >
        <CountrySelect value={country} error={undefined} />
        <Select
          name="scheme"
          label={t("trainers.facts.scheme")}
          placeholder={t("trainers.register.anyScheme")}
          options={LICENCE_SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
          defaultValue={schemeId}
        />
        <TextInput name="on" type="date" label={t("licences.register.on")} defaultValue={on ?? ""} />
      </FilterBar>
      <DataTable
        caption={t("licences.register.title")}
        hideCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            header: t("licences.list.organisation"),
            rowHeader: true,
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          {
            key: "country",
            header: t("trainers.roster.country"),
            cell: (row) => countryName(row.country),
          },
          {
            key: "scheme",
            header: t("trainers.facts.scheme"),
            cell: (row) => t(`trainers.scheme.${row.schemeId}`),
          },
          {
            key: "number",
            header: t("trainers.facts.number"),
            cell: ({ number }) => <span className="whole">{number}</span>,
          },
          {
            key: "validity",
            header: t("trainers.roster.validity"),
            cell: ({ validFrom, validUntil }) =>
              t("trainers.roster.until", { from: date(validFrom), until: date(validUntil) }),
          },
        ]}
        empty={<EmptyState title={t("licences.register.none")}>{t("licences.register.noneText")}</EmptyState>}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
