import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findCohort } from "#app/features/cohorts/cohorts.server.ts";
import { EnrolForm } from "#app/features/cohorts/enrol-forms.ts";
import { enrollablePeople, enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import { ownSeatsShown } from "#app/features/cohorts/organisation-seats.server.ts";
import { seatsShown } from "#app/features/cohorts/seats.server.ts";
import { seatsLeft } from "#app/features/cohorts/seats.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.enrol.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "enrol:people");
  const { id, name, version } = found(await findCohort(actor, args.params["cohortId"]!));
  const q = textFilter(new URL(args.request.url), "q");
  return {
    cohort: { id, name },
    q,
    people: await enrollablePeople(actor, id, q),
    seats: await seatsShown(id),
    ownSeats: await ownSeatsShown(actor, version.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "enrol:people");
  const cohort = found(await findCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, EnrolForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await enrolPeople(actor, cohort.id, form.value.people);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.cohort(cohort.id), "people-enrolled", { count: outcome.value });
}

export default function EnrolPeople() {
  const { cohort, q, people, seats, ownSeats } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, number } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.enrol.title")}
        lead={t("cohorts.enrol.lead")}
        actions={
          <>
            <ButtonLink href={paths.importInto(cohort.id)} tone="quiet" icon="upload">
              {t("cohorts.enrol.list")}
            </ButtonLink>
            <ButtonLink href="/people/invite" tone="quiet" icon="plus">
              {t("cohorts.enrol.invite")}
            </ButtonLink>
          </>
        }
      />
      {form.summary}
      {seats && (
        <Alert tone={seatsLeft(seats) === 0 ? "warn" : undefined}>
          {t("cohorts.enrol.seatsLeft", { count: seatsLeft(seats), of: number(seats.of) })}
        </Alert>
      )}
      {ownSeats.map(({ organisation, of, used }) => (
        <Alert key={organisation} tone={used >= of ? "warn" : undefined}>
          {t("cohorts.enrol.ownSeats", { organisation, of: number(of), used: number(used) })}
        </Alert>
      ))}
      <FilterBar
        label={t("cohorts.enrol.filter")}
        submit={t("common.action.search")}
        reset={q ? { href: paths.enrolPeople(cohort.id), label: t("cohorts.table.everyone") } : undefined}
      >
        <TextInput name="q" type="search" label={t("cohorts.enrol.find")} defaultValue={q} />
      </FilterBar>
      <form method="post" className="stack">
        <DataTable
          caption={t("cohorts.enrol.people")}
          hideCaption
          rows={people}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "choose",
              header: t("cohorts.enrol.choose"),
              hideHeader: true,
              cell: ({ id, name, enrolled }) =>
                enrolled ? (
                  <Tag>{t("cohorts.enrol.already")}</Tag>
                ) : (
                  <Checkbox
                    bare
                    name="people[]"
                    id={`person-${id}`}
                    value={id}
                    label={t("cohorts.enrol.chooseOne", { name })}
                  />
                ),
            },
            {
              key: "name",
              header: t("cohorts.table.name"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            { key: "username", header: t("cohorts.enrol.username"), cell: ({ username }) => username },
            {
              key: "organisation",
              header: t("cohorts.enrol.organisation"),
              cell: ({ organisation }) => (organisation ? <DirText>{organisation}</DirText> : "–"),
            },
          ]}
          empty={<EmptyState title={t("cohorts.enrol.none")}>{t("cohorts.enrol.noneText")}</EmptyState>}
        />
        {people.length > 0 && (
          <Actions>
            <Button>{t("cohorts.enrol.act")}</Button>
            <ButtonLink href={paths.cohort(cohort.id)} tone="quiet">
              {t("common.action.cancel")}
            </ButtonLink>
          </Actions>
        )}
      </form>
    </>
  );
}
