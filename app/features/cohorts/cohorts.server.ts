import { courseVersion, type CourseVersionFacts } from "#app/features/catalogue/courses.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { db, rowsOf, sql, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { directionOf, type Sorting } from "#app/lib/sorting.ts";
import { readLocales, readSignatories, type Signatory } from "./cohort-forms.ts";
import { cohortsInReach, reachesCohort, runsCohort } from "./cohort-scope.server.ts";
import { cohortPhase, type CohortPhase, type PhaseListed } from "./cohort-phase.ts";
import type { Format } from "./completion.ts";
import type { ReportState } from "./training-report.ts";

export const COHORT_ORDERS = ["name", "place", "start"] as const;
export type CohortFilters = {
  q: string;
  phase: PhaseListed | "";
  sorting: Sorting<(typeof COHORT_ORDERS)[number]>;
  page: number;
};

export type CohortRow = {
  id: string;
  name: string;
  courseTitle: string;
  place: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
  people: number;
  phase: CohortPhase;
};

/** One page of the cohorts in reach. */
export async function listCohorts(actor: Actor, filters: CohortFilters, locale: string, today: CalendarDay) {
  const where: Prisma.CohortWhereInput = {
    AND: [cohortsInReach(actor), phaseWhere(filters.phase, today), nameWhere(filters.q)],
  };
  const column = filters.sorting.by === "start" ? "startDate" : filters.sorting.by;
  const direction = directionOf(filters.sorting);
  const [total, cohorts] = await Promise.all([
    db.cohort.count({ where }),
    db.cohort.findMany({
      where,
      orderBy: [{ [column]: direction }, { id: direction }],
      skip: (filters.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      select: {
        id: true,
        name: true,
        place: true,
        startDate: true,
        endDate: true,
        closedAt: true,
        courseVersionId: true,
        cancellation: { select: { cohortId: true } },
        _count: { select: { enrolments: { where: { status: { not: "withdrawn" } } } } },
      },
    }),
  ]);
  const rows = await Promise.all(
    cohorts.map(
      async ({ _count, courseVersionId, closedAt, cancellation, ...cohort }): Promise<CohortRow> => {
        const version = (await courseVersion(courseVersionId))!;
        const over = { closed: closedAt !== null, cancelled: cancellation !== null };
        const phase = cohortPhase({ ...cohort, ...over }, today);
        return { ...cohort, courseTitle: titleOf(version, locale), people: _count.enrolments, phase };
      },
    ),
  );
  return { total, rows };
}

/** Each word stands in the name, the place or a code. */
const nameWhere = (q: string): Prisma.CohortWhereInput => ({
  AND: searchWords(q).map((word) => ({ searchText: { contains: word } })),
});

function phaseWhere(phase: PhaseListed | "", today: CalendarDay): Prisma.CohortWhereInput {
  switch (phase) {
    case "planned":
      return { closedAt: null, startDate: { gt: today } };
    case "running":
      return { closedAt: null, startDate: { lte: today }, endDate: { gte: today } };
    case "ended":
      return { closedAt: null, endDate: { lt: today } };
    case "closed":
      return { closedAt: { not: null }, cancellation: null };
    case "cancelled":
      return { cancellation: { isNot: null } };
    case "":
      return { closedAt: null };
    case "any":
      return {};
  }
}

export const titleOf = ({ outline }: CourseVersionFacts, locale: string): string =>
  (outline.texts[locale] ?? outline.texts[outline.source])!.title;

/** What others know it by; "" where they do not. */
export type CohortCodes = { activity: string; project: string };

export type CohortFacts = {
  id: string;
  name: string;
  programme: string;
  version: CourseVersionFacts;
  host: { id: string; name: string } | null;
  format: Format;
  audience: string;
  locales: string[];
  place: string;
  timeZone: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
  issuer: string;
  signatories: Signatory[];
  closed: boolean;
  cancelled: boolean;
  /** Why it was cancelled, else "". */
  cancelledBecause: string;
  codes: CohortCodes;
  rowVersion: number;
  reportState: ReportState | null;
  halfDays: {
    id: string;
    date: CalendarDay;
    part: string;
    title: string;
    contactMinutes: number;
    verified: boolean;
  }[];
  /** The actor runs it, rather than seeing some of its people. */
  runs: boolean;
};

type FactsRow = {
  id: string;
  name: string;
  programme: string;
  courseVersionId: string;
  hostId: string | null;
  hostName: string | null;
  format: string;
  audience: string;
  locales: string;
  place: string;
  timeZone: string;
  startDate: CalendarDay;
  endDate: CalendarDay;
  issuer: string;
  signatories: string;
  closedAt: Date | null;
  version: number;
  reportState: string | null;
  activity: string | null;
  project: string | null;
  cancelledBecause: string | null;
  runs: number | bigint;
};

type HalfDayRow = Omit<CohortFacts["halfDays"][number], "verified"> & { verifiedAt: Date | null };

/** The cohort, if it is in the actor's reach. */
export async function findCohort(actor: Actor, cohortId: string): Promise<CohortFacts | null> {
  const [[cohort], halfDays] = await Promise.all([
    rowsOf<FactsRow>(sql`
      SELECT c."id", c."name", c."programme", c."courseVersionId", c."hostId", o."name" AS "hostName", c."format",
          c."audience", c."locales", c."place", c."timeZone", c."startDate", c."endDate", c."issuer", c."signatories",
          c."closedAt", c."version", r."state" AS "reportState",
          k."activity", k."project", x."reason" AS "cancelledBecause",
          CASE WHEN ${runsCohort(actor)} THEN 1 ELSE 0 END AS "runs"
        FROM "Cohort" c
        LEFT JOIN "Organisation" o ON o."id" = c."hostId"
        LEFT JOIN "TrainingReport" r ON r."cohortId" = c."id"
        LEFT JOIN "CohortCodes" k ON k."cohortId" = c."id"
        LEFT JOIN "CohortCancellation" x ON x."cohortId" = c."id"
        WHERE c."id" = ${cohortId} AND ${reachesCohort(actor)}`),
    rowsOf<HalfDayRow>(sql`
      SELECT "id", "date", "part", "title", "contactMinutes", "verifiedAt" FROM "HalfDay"
        WHERE "cohortId" = ${cohortId} ORDER BY "date", "part"`),
  ]);
  if (!cohort) return null;
  return {
    id: cohort.id,
    name: cohort.name,
    programme: cohort.programme,
    version: (await courseVersion(cohort.courseVersionId))!,
    host: cohort.hostId === null ? null : { id: cohort.hostId, name: cohort.hostName! },
    format: cohort.format as Format,
    audience: cohort.audience,
    locales: readLocales(cohort.locales),
    place: cohort.place,
    timeZone: cohort.timeZone,
    startDate: cohort.startDate,
    endDate: cohort.endDate,
    issuer: cohort.issuer,
    signatories: readSignatories(cohort.signatories),
    closed: cohort.closedAt !== null,
    cancelled: cohort.cancelledBecause !== null,
    cancelledBecause: cohort.cancelledBecause ?? "",
    codes: { activity: cohort.activity ?? "", project: cohort.project ?? "" },
    rowVersion: cohort.version,
    reportState: cohort.reportState as ReportState | null,
    halfDays: halfDays.map(({ verifiedAt, ...halfDay }) => ({ ...halfDay, verified: verifiedAt !== null })),
    runs: Number(cohort.runs) === 1,
  };
}

/** The cohort, if the actor runs it: seeing some of its people is not enough. */
export async function findRunCohort(actor: Actor, cohortId: string): Promise<CohortFacts | null> {
  const cohort = await findCohort(actor, cohortId);
  return cohort?.runs ? cohort : null;
}
