import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  listIssued,
  REGISTER_ORDERS,
  REGISTER_STATES,
} from "#app/features/certification/certificates.server.ts";
import { CERTIFICATE_KINDS } from "#app/features/certification/issue-gate.ts";
import { RegisterTable } from "#app/features/certification/register-table.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { choiceFilter, pageNumber, PAGE_SIZE, textFilter } from "#app/lib/paging.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("certification.register.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certificates");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    status: choiceFilter(url, "status", REGISTER_STATES),
    kind: choiceFilter(url, "kind", CERTIFICATE_KINDS),
    sorting: sortingIn(url, REGISTER_ORDERS, "-issued"),
    page: pageNumber(url),
  };
  return { filters, states: REGISTER_STATES, ...(await listIssued(actor, filters)) };
}

export default function IssuedCertificates() {
  const { filters, states, total, rows } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const { q, status, kind, sorting, page } = filters;
  const sortable = useSortable(sorting);
  const filtered = q !== "" || status !== "" || kind !== "";
  return (
    <>
      <PageHeader title={t("certification.register.title")} lead={t("certification.register.lead")} />
      <FilterBar
        label={t("certification.register.filter")}
        submit={t("common.action.show")}
        reset={
          filtered ? { href: "/certificates/issued", label: t("certification.register.all") } : undefined
        }
      >
        <TextInput name="q" type="search" label={t("certification.register.find")} defaultValue={q} />
        <Select
          name="kind"
          label={t("certification.facts.kind")}
          placeholder={t("certification.register.anyKind")}
          options={CERTIFICATE_KINDS.map((value) => ({ value, label: t(`certification.kind.${value}`) }))}
          defaultValue={kind}
        />
        <Select
          name="status"
          label={t("certification.facts.state")}
          placeholder={t("certification.register.anyStatus")}
          options={states.map((value) => ({
            value,
            label:
              value === "to-end" ? t("certification.register.toEnd") : t(`certification.status.${value}`),
          }))}
          defaultValue={status}
        />
      </FilterBar>
      <RegisterTable rows={rows} filtered={filtered} sortable={sortable} />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
