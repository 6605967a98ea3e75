import { paths } from "#app/lib/paths.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { PROGRAMMES } from "#app/features/catalogue/course-outline.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { BarChart, LineChart } from "#app/ui/charts.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { GROUPINGS } from "./participation.ts";
import { REPORT_COLUMNS } from "./report-columns.ts";
import { isFiltered, reportSearch, type ReportFilters } from "./report-filters.ts";
import type { ReportChart, ReportTable } from "./report-view.ts";
import type { Choices } from "./reports.server.ts";

type Filtered = { filters: ReportFilters };

export function ReportFilterBar({ filters, choices }: Filtered & { choices: Choices }) {
  const { t, country, locale } = useWords();
  const optionsOf = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const byName = new Intl.Collator(locale.slice(0, 2));
  const countries = choices.countries.map((code) => ({ value: code, label: country(code) }));
  return (
    <FilterBar
      label={t("reports.filter")}
      submit={t("reports.show")}
      reset={isFiltered(filters) ? { href: "/reports", label: t("reports.all") } : undefined}
    >
      {filters.cohort && <input type="hidden" name="cohort" value={filters.cohort} />}
      <TextInput name="from" type="date" label={t("reports.from")} defaultValue={filters.from} />
      <TextInput name="to" type="date" label={t("reports.to")} defaultValue={filters.to} />
      <Select
        name="programme"
        label={t("reports.programme")}
        placeholder={t("reports.anyProgramme")}
        options={PROGRAMMES.map((value) => ({ value, label: t(`common.programme.${value}`) }))}
        defaultValue={filters.programme}
      />
      <Select
        name="course"
        label={t("reports.course")}
        placeholder={t("reports.anyCourse")}
        options={optionsOf(choices.courses)}
        defaultValue={filters.course}
      />
      <Select
        name="organisation"
        label={t("reports.organisation")}
        placeholder={t("reports.anyOrganisation")}
        options={optionsOf(choices.organisations)}
        defaultValue={filters.organisation}
      />
      <Select
        name="country"
        label={t("reports.country")}
        placeholder={t("reports.anyCountry")}
        options={countries.sort((one, other) => byName.compare(one.label, other.label))}
        defaultValue={filters.country}
      />
      <Select
        name="by"
        label={t("reports.tableBy")}
        options={GROUPINGS.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
        defaultValue={filters.by}
      />
    </FilterBar>
  );
}

/** Each with its figures beneath. */
export function ReportCharts({ charts }: { charts: ReportChart[] }) {
  return (
    <div className="charts">
      {charts.map((chart) => (
        <Sheet key={chart.key} title={chart.title}>
          <Chart chart={chart} />
        </Sheet>
      ))}
    </div>
  );
}

function Chart({ chart }: { chart: ReportChart }) {
  const { title, description, headings, rows } = chart;
  const table = (
    <DataTable
      caption={title}
      hideCaption
      narrow="scroll"
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { key: "label", header: headings[0], rowHeader: true, cell: ({ label }) => label },
        { key: "shown", header: headings[1], numeric: true, cell: ({ shown }) => shown },
      ]}
    />
  );
  return chart.kind === "bar" ? (
    <BarChart title={title} description={description} parts={chart.parts} table={table} />
  ) : (
    <LineChart title={title} description={description} parts={chart.parts} table={table} />
  );
}

/** One page of the table; a row leads to the report about it alone. */
export function ReportFigures({
  table,
  filters,
  page,
  total,
}: Filtered & { table: ReportTable; page: number; total: number }) {
  const { t } = useWords();
  return (
    <>
      <DataTable
        caption={t("reports.table")}
        rows={table.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: table.heading,
            rowHeader: true,
            cell: ({ id, name }) =>
              id && id !== filters[filters.by] ? (
                <a href={reportSearch(filters, { [filters.by]: id })}>{name}</a>
              ) : (
                name
              ),
          },
          ...REPORT_COLUMNS.map(({ key }, index) => ({
            key,
            header: table.headings[index]!,
            numeric: true,
            cell: ({ shown }: ReportTable["rows"][number]) => shown[index],
          })),
        ]}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}

/** What the page says, as files. */
export function ReportFiles({ filters }: Filtered) {
  const { t } = useWords();
  const search = reportSearch(filters);
  const file = (name: Parameters<typeof paths.reportFile>[0], label: string, primary = false) => (
    <ButtonLink href={paths.reportFile(name) + search} tone={primary ? "primary" : "quiet"} icon="download">
      {label}
    </ButtonLink>
  );
  return (
    <Sheet title={t("reports.files")}>
      <p className="soft">{t("reports.filesText")}</p>
      <Actions>
        {file("report.pdf", t("reports.file-report"), true)}
        {file("figures.csv", t("reports.file-figures", { kind: "CSV" }))}
        {file("figures.xlsx", t("reports.file-figures", { kind: "XLSX" }))}
        {file("people.csv", t("reports.file-people", { kind: "CSV" }))}
        {file("people.xlsx", t("reports.file-people", { kind: "XLSX" }))}
      </Actions>
    </Sheet>
  );
}
