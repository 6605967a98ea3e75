import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { publicRoster } from "#app/features/trainers/certifications/roster.server.ts";
import { secondsToSearchAgain } from "#app/features/trainers/certifications/roster-limit.server.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
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

export const handle = { title: (t) => t("trainers.roster.title") } satisfies PageHandle;

/** Public: who agreed to stand here, and nothing of them but name, country, scope and validity. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const seconds = await secondsToSearchAgain(context.address);
  if (seconds > 0) throw new Response(null, { status: 429, headers: { "Retry-After": String(seconds) } });
  const url = new URL(request.url);
  const filters = {
    language: choiceFilter(url, "language", TRAINING_LANGUAGES),
    country: choiceFilter(url, "country", COUNTRIES),
    schemeId: choiceFilter(url, "scheme", SCHEME_IDS),
    on: dayFilter(url, "on") || null,
    page: pageNumber(url),
  };
  return { filters, ...(await publicRoster(filters)) };
}

export default function Roster() {
  const { filters, total, rows } = useLoaderData<typeof loader>();
  const { t, date, list, country: countryName, language: languageName } = useWords();
  const { language, country, schemeId, on, page } = filters;
  const filtered = language !== "" || country !== "" || schemeId !== "" || on !== null;
  return (
    <>
      <PageHeader
        title={t("trainers.roster.title")}
        lead={t("trainers.roster.lead")}
        actions={
          <ButtonLink href="/v" tone="quiet">
            {t("trainers.roster.check")}
          </ButtonLink>
        }
      />
      <FilterBar
        label={t("trainers.roster.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/trainers", label: t("trainers.roster.all") } : undefined}
      >
        <Select
          name="language"
          label={t("trainers.facts.language")}
          placeholder={t("trainers.roster.anyLanguage")}
          options={TRAINING_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
          defaultValue={language}
        />
        <CountrySelect value={country} error={undefined} />
        <Select
          name="scheme"
          label={t("trainers.facts.scheme")}
          placeholder={t("trainers.register.anyScheme")}
          options={SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
          defaultValue={schemeId}
        />
        <TextInput name="on" type="date" label={t("trainers.roster.on")} defaultValue={on ?? ""} />
      </FilterBar>
      <DataTable
        caption={t("trainers.roster.title")}
        hideCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            header: t("trainers.roster.name"),
            rowHeader: true,
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          {
            key: "country",
            header: t("trainers.roster.country"),
            cell: (row) => (row.country ? countryName(row.country) : "–"),
          },
          {
            key: "scope",
            header: t("trainers.roster.scope"),
            cell: (row) => (
              <>
                {t(`trainers.scheme.${row.schemeId as SchemeId}`)}
                <br />
                <span className="soft">
                  {list([
                    languageName(row.language),
                    ...(row.topics.length === topicsOf(row.schemeId).length
                      ? []
                      : row.topics.map((topic) => t(`trainers.topic.${topic}`))),
                  ])}
                </span>
              </>
            ),
          },
          {
            key: "validity",
            header: t("trainers.roster.validity"),
            cell: ({ validFrom, validUntil }) =>
              t("trainers.roster.until", { from: date(validFrom), until: date(validUntil) }),
          },
        ]}
        empty={<EmptyState title={t("trainers.roster.none")}>{t("trainers.roster.noneText")}</EmptyState>}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
