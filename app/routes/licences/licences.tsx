import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { LicenceTable } from "#app/features/licences/licence-parts.tsx";
import { listLicences, organisationsToLicense } from "#app/features/licences/licences.server.ts";
import { LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { choiceFilter, dayFilter, pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("licences.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  const url = new URL(args.request.url);
  const organisation = textFilter(url, "organisation");
  const scheme = choiceFilter(url, "scheme", LICENCE_SCHEME_IDS);
  if (organisation && scheme) return redirect(paths.licence(organisation, scheme));
  const on = dayFilter(url, "on") || null;
  const page = pageNumber(url);
  const rows = await listLicences(actor, on);
  const mayRecord = reachOf(actor.grants, "keep:licences").length > 0;
  return {
    on,
    page,
    total: rows.length,
    rows: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    organisations: mayRecord ? await organisationsToLicense() : [],
  };
}

export default function Licences() {
  const { on, page, total, rows, organisations } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        title={t("licences.list.title")}
        lead={t("licences.list.lead")}
        actions={
          <>
            <ButtonLink href="/licensed" tone="quiet">
              {t("licences.register.title")}
            </ButtonLink>
            <ButtonLink href="/licences/papers" tone="quiet" icon="download">
              {t("certification.paper.file")}
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        label={t("licences.list.filter")}
        submit={t("common.action.show")}
        reset={on ? { href: "/licences", label: t("trainers.standing.now") } : undefined}
      >
        <TextInput name="on" type="date" label={t("trainers.register.on")} defaultValue={on ?? ""} />
      </FilterBar>
      <LicenceTable rows={rows} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
      {organisations.length > 0 && (
        <Disclosure summary={t("licences.list.open")}>
          <FilterBar label={t("licences.list.open")} submit={t("common.action.show")}>
            <Select
              name="organisation"
              label={t("licences.list.organisation")}
              options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Select
              name="scheme"
              label={t("trainers.facts.scheme")}
              options={LICENCE_SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
            />
          </FilterBar>
        </Disclosure>
      )}
    </>
  );
}
