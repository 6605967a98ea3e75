import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { moduleCoveragePage } from "#app/features/cohorts/module-coverage.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { findOrganisation } from "#app/features/identity/organisations.server.ts";
import { textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.coverage.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:organisations");
  const organisation = found(await findOrganisation(actor, args.params["organisationId"]!));
  const url = new URL(args.request.url);
  const asked = { course: textFilter(url, "course"), unit: textFilter(url, "unit") };
  const page = await moduleCoveragePage(actor, organisation, asked, args.context.words.locale);
  return { organisation: { id: organisation.id, name: organisation.name }, ...page };
}

/** Of the people who work in each branch today, how many have finished each module. */
export default function Coverage() {
  const { organisation, courses, units, chosen } = useLoaderData<typeof loader>();
  const { t, number } = useWords();
  const query = new URLSearchParams({ course: chosen?.courseId ?? "", unit: chosen?.unitId ?? "" });
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.organisation(organisation.id)}>
            <DirText>{organisation.name}</DirText>
          </a>
        }
        title={t("cohorts.coverage.title")}
        lead={t("cohorts.coverage.lead")}
        actions={
          chosen && (
            <ButtonLink
              href={`${paths.moduleCoverageFile(organisation.id)}?${query}`}
              tone="quiet"
              icon="download"
            >
              {t("cohorts.coverage.file")}
            </ButtonLink>
          )
        }
      />
      {chosen ? (
        <>
          <FilterBar label={t("cohorts.coverage.filter")} submit={t("common.action.show")}>
            <Select
              name="course"
              label={t("cohorts.coverage.course")}
              options={courses.map(({ id, title }) => ({ value: id, label: title }))}
              defaultValue={chosen.courseId}
            />
            <Select
              name="unit"
              label={t("cohorts.coverage.place")}
              placeholder={t("cohorts.coverage.everybody")}
              options={units.map(({ id, name, depth }) => ({
                value: id,
                label: `${"\u2003".repeat(depth)}${name}`,
              }))}
              defaultValue={chosen.unitId ?? ""}
            />
          </FilterBar>
          <DataTable
            caption={t("cohorts.coverage.title")}
            hideCaption
            rows={chosen.coverage.rows}
            rowKey={({ moduleId }) => moduleId}
            columns={[
              {
                key: "module",
                header: t("cohorts.coverage.module"),
                rowHeader: true,
                cell: ({ moduleId }) => <DirText>{chosen.titles[moduleId] ?? moduleId}</DirText>,
              },
              ...chosen.coverage.places.map(({ unit, people }, index) => ({
                key: unit && index > 0 ? unit.id : "everybody",
                header: unit?.name ?? t("cohorts.coverage.everybody"),
                numeric: true,
                cell: ({ done }: { done: number[] }) =>
                  people === 0
                    ? "–"
                    : t("cohorts.coverage.of", { done: number(done[index] ?? 0), people: number(people) }),
              })),
            ]}
          />
        </>
      ) : (
        <EmptyState title={t("cohorts.coverage.none")}>{t("cohorts.coverage.noneText")}</EmptyState>
      )}
    </>
  );
}
