import type { Readable } from "node:stream";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { csvFile, xlsxFile, type Cell, type Table } from "#app/infra/table-files.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { everyParticipation, type Participation } from "./participations.server.ts";
import { REPORT_COLUMNS } from "./report-columns.ts";
import { isFiltered, type ReportFile, type ReportFilters } from "./report-filters.ts";
import type { ReportView } from "./report-view.ts";

const inPercent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);

/** The figures of a report's table; shares as percentages, so that a program can compute with them. */
export function figuresTable({ table }: ReportView, { t, direction }: Words): Table {
  const headings = REPORT_COLUMNS.map(({ share }, index) =>
    share ? t("reports.column.inPercent", { name: table.headings[index]! }) : table.headings[index]!,
  );
  return {
    name: table.heading,
    headings: [table.heading, ...headings],
    rows: table.rows.map(({ name, values }): Cell[] => [
      name,
      ...values.map((value, index) => (REPORT_COLUMNS[index]!.share ? inPercent(value) : value)),
    ]),
    rightToLeft: direction === "rtl",
  };
}

const PEOPLE_COLUMNS = [
  "cohort",
  "course",
  "startDate",
  "endDate",
  "name",
  "sex",
  "country",
  "organisation",
  "organisationKind",
  "status",
  "halfDays",
  "ofHalfDays",
  "attendanceMet",
  "final",
  "finalPassed",
  "pre",
  "post",
  "plan",
  "certificate",
] as const;
type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** Everybody who is counted in a report, a row each, read as it is written. */
export const peopleTable = (actor: Pick<Actor, "reach">, filters: ReportFilters, words: Words): Table => ({
  name: words.t("reports.people.sheet"),
  headings: PEOPLE_COLUMNS.map((column) => words.t(`reports.people.${column}`)),
  rows: peopleRows(actor, filters, words),
  rightToLeft: words.direction === "rtl",
});

async function* peopleRows(
  actor: Pick<Actor, "reach">,
  filters: ReportFilters,
  words: Words,
): AsyncGenerator<Cell[]> {
  for await (const participation of everyParticipation(actor, filters)) {
    const course = titleOf((await courseVersion(participation.versionId))!, words.locale);
    const cells = peopleCells(participation, course, words);
    yield PEOPLE_COLUMNS.map((column) => cells[column]);
  }
}

const peopleCells = (
  of: Participation,
  course: string,
  { t, country }: Words,
): Record<PeopleColumn, Cell> => {
  const yesNo = (holds: boolean) => t(holds ? "reports.yes" : "reports.no");
  return {
    cohort: of.cohort,
    course,
    startDate: of.startDate,
    endDate: of.endDate,
    name: of.name,
    sex: of.sex && t(`reports.sex.${of.sex}` as WordKey),
    country: of.country && country(of.country),
    organisation: of.organisation,
    organisationKind: of.organisationKind && t(`admin.organisation.kind-${of.organisationKind}` as WordKey),
    status: t(`cohorts.status.${of.status}` as WordKey),
    halfDays: of.halves / 2,
    ofHalfDays: of.ofHalves / 2,
    attendanceMet: of.ofHalves > 0 ? yesNo(of.attendanceMet) : "",
    final: inPercent(of.finalShare),
    finalPassed: of.finalShare === null ? "" : yesNo(of.finalPassed),
    pre: inPercent(of.pre),
    post: inPercent(of.post),
    plan: of.plan ? t(`cohorts.plan.${of.plan}` as WordKey) : "",
    certificate: of.certificate,
  };
};

const MEDIA_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

export function tableFile(table: Table, as: "csv" | "xlsx"): { stream: Readable; mediaType: string } {
  return { stream: as === "csv" ? csvFile(table) : xlsxFile(table), mediaType: MEDIA_TYPES[as] };
}

/** Who took which file, and what it was about: before its first byte leaves. */
export const recordExport = (actor: Actor, file: ReportFile, filters: ReportFilters): Promise<void> =>
  inTransaction((tx) =>
    recordAudit(
      tx,
      actor,
      "report.taken",
      filters.cohort ? { kind: "cohort", id: filters.cohort } : { kind: "report", id: file },
      {
        file,
        ...(isFiltered(filters)
          ? Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ""))
          : {}),
      },
    ),
  );
