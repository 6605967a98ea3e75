import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { OrganisationFields } from "#app/features/identity/organisation-fields.tsx";
import { ORGANISATION_KINDS, OrganisationForm } from "#app/features/identity/organisation-forms.ts";
import {
  createOrganisation,
  listOrganisations,
  ORGANISATION_ORDERS,
} from "#app/features/identity/organisations.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { choiceFilter, PAGE_SIZE, pageNumber, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.organisations.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:organisations");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    kind: choiceFilter(url, "kind", ORGANISATION_KINDS),
    sorting: sortingIn(url, ORGANISATION_ORDERS, "name"),
    page: pageNumber(url),
  };
  const list = await listOrganisations(actor, filters);
  return { ...list, filters, mayCreate: reachOf(actor.grants, "manage:organisations").length > 0 };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:organisations");
  const form = await readForm(args.request, OrganisationForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await createOrganisation(actor, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.organisation(outcome.value.organisationId), "organisation-created");
}

export default function Organisations() {
  const { rows, total, filters, mayCreate } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, number, country } = useWords();
  const sortable = useSortable(filters.sorting);
  const filtered = filters.q !== "" || filters.kind !== "";
  return (
    <>
      <PageHeader title={t("admin.organisations.title")} lead={t("admin.organisations.lead")} />
      {mayCreate && <CreateOrganisation answer={answer} />}
      <FilterBar
        label={t("admin.organisations.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href: "/organisations", label: t("admin.organisations.all") } : undefined}
      >
        <TextInput
          name="q"
          id="q"
          type="search"
          label={t("admin.organisation.name")}
          defaultValue={filters.q}
        />
        <Select
          name="kind"
          id="filter-kind"
          label={t("admin.organisation.kind")}
          placeholder={t("admin.organisations.anyKind")}
          options={ORGANISATION_KINDS.map((kind) => ({
            value: kind,
            label: t(`admin.organisation.kind-${kind}`),
          }))}
          defaultValue={filters.kind}
        />
      </FilterBar>
      <DataTable
        caption={t("admin.organisations.title")}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("admin.organisation.name"),
            rowHeader: true,
            sort: sortable("name"),
            cell: ({ id, name }) => (
              <a href={paths.organisation(id)}>
                <DirText>{name}</DirText>
              </a>
            ),
          },
          {
            key: "kind",
            header: t("admin.organisation.kind"),
            sort: sortable("kind"),
            cell: ({ kind }) => t(`admin.organisation.kind-${kind}`),
          },
          {
            key: "country",
            header: t("admin.organisation.country"),
            sort: sortable("country"),
            cell: (row) => country(row.country),
          },
          {
            key: "units",
            header: t("admin.organisations.units"),
            numeric: true,
            cell: ({ units }) => number(units),
          },
          {
            key: "people",
            header: t("admin.organisations.people"),
            numeric: true,
            cell: ({ people }) => number(people),
          },
        ]}
        empty={
          <EmptyState title={t(filtered ? "admin.organisations.noneFound" : "admin.organisations.none")}>
            {t(filtered ? "admin.organisations.noneFoundText" : "admin.organisations.noneText")}
          </EmptyState>
        }
      />
      <Pages page={filters.page} size={PAGE_SIZE} total={total} />
    </>
  );
}

function CreateOrganisation({ answer }: { answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <>
      {form.summary}
      <Disclosure summary={t("admin.organisations.create")} open={answer !== undefined}>
        <Form>
          <OrganisationFields form={form} stored={{ name: "", kind: "", country: "" }} />
          <Button>{t("admin.organisations.createAct")}</Button>
        </Form>
      </Disclosure>
    </>
  );
}
