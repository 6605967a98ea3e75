import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { licensedOrganisations } from "#app/features/licences/check-licence.server.ts";
import { PublicRegister } from "#app/features/trainers/certifications/public-register.tsx";
import { secondsToSearchAgain } from "#app/features/trainers/certifications/roster-limit.server.ts";
import { LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { choiceFilter, dayFilter, pageNumber } from "#app/lib/paging.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
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

const WORDS = {
  title: "licences.register.title",
  lead: "licences.register.lead",
  on: "licences.register.on",
  none: "licences.register.none",
  noneText: "licences.register.noneText",
} as const;

export default function Licensed() {
  const { filters, total, rows } = useLoaderData<typeof loader>();
  const { t, country: countryName } = useWords();
  return (
    <PublicRegister
      href="/licensed"
      words={WORDS}
      schemes={LICENCE_SCHEME_IDS}
      filters={filters}
      total={total}
      rows={rows}
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
      ]}
    />
  );
}
