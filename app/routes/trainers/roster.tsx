import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PublicRegister } from "#app/features/trainers/certifications/public-register.tsx";
import { publicRoster } from "#app/features/trainers/certifications/roster.server.ts";
import { secondsToSearchAgain } from "#app/features/trainers/certifications/roster-limit.server.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { ASKED_SCOPES, topicsOf, WHOLE } from "#app/features/trainers/schemes/topics.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { choiceFilter, dayFilter, pageNumber } from "#app/lib/paging.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { Select } from "#app/ui/select.tsx";
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
    scope: choiceFilter(url, "scope", ASKED_SCOPES),
    on: dayFilter(url, "on") || null,
    page: pageNumber(url),
  };
  return { filters, ...(await publicRoster(filters)) };
}

const WORDS = {
  title: "trainers.roster.title",
  lead: "trainers.roster.lead",
  on: "trainers.roster.on",
  none: "trainers.roster.none",
  noneText: "trainers.roster.noneText",
} as const;

export default function Roster() {
  const { filters, total, rows } = useLoaderData<typeof loader>();
  const { t, list, country: countryName, language: languageName } = useWords();
  const { language, scope } = filters;
  return (
    <PublicRegister
      href="/trainers"
      words={WORDS}
      schemes={SCHEME_IDS}
      filters={filters}
      narrowed={language !== "" || scope !== ""}
      total={total}
      rows={rows}
      before={
        <Select
          name="language"
          label={t("trainers.facts.language")}
          placeholder={t("trainers.roster.anyLanguage")}
          options={TRAINING_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
          defaultValue={language}
        />
      }
      after={
        <Select
          name="scope"
          label={t("trainers.roster.scope")}
          placeholder={t("trainers.roster.anyScope")}
          options={ASKED_SCOPES.map((value) => ({
            value,
            label: value === WHOLE ? t("trainers.roster.wholeScope") : t(`trainers.topic.${value}`),
          }))}
          defaultValue={scope}
        />
      }
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
      ]}
    />
  );
}
