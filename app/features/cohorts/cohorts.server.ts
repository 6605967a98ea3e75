import { courseVersion, type CourseVersionFacts } from "#app/features/catalogue/courses.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { readLocales, readSignatories, type Signatory } from "./cohort-forms.ts";
import { cohortsInReach, cohortsRunBy } from "./cohort-scope.server.ts";
import { cohortPhase, type CohortPhase } from "./cohort-phase.ts";
import type { Format } from "./completion.ts";
import type { ReportState } from "./training-report.ts";

export type CohortFilters = { q: string; phase: CohortPhase | ""; page: number };

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

/** One page of the cohorts in reach, the newest first. */
export async function listCohorts(actor: Actor, filters: CohortFilters, locale: string, today: CalendarDay) {
  const where: Prisma.CohortWhereInput = {
    AND: [cohortsInReach(actor), phaseWhere(filters.phase, today), nameWhere(filters.q)],
  };
  const [total, cohorts] = await Promise.all([
    db.cohort.count({ where }),
    db.cohort.findMany({
      where,
      orderBy: [{ startDate: "desc" }, { id: "desc" }],
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
        _count: { select: { enrolments: { where: { status: { not: "withdrawn" } } } } },
      },
    }),
  ]);
  const rows = await Promise.all(
    cohorts.map(async ({ _count, courseVersionId, closedAt, ...cohort }): Promise<CohortRow> => {
      const version = (await courseVersion(courseVersionId))!;
      const phase = cohortPhase({ ...cohort, closed: closedAt !== null }, today);
      return { ...cohort, courseTitle: titleOf(version, locale), people: _count.enrolments, phase };
    }),
  );
  return { total, rows };
}

const nameWhere = (q: string): Prisma.CohortWhereInput =>
  q
    ? { OR: [{ name: { contains: q } }, { place: { contains: q } }, { name: { contains: capitalised(q) } }] }
    : {};

/** PostgreSQL tells case apart where SQLite does not; the first letter is what people leave small. */
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function phaseWhere(phase: CohortPhase | "", today: CalendarDay): Prisma.CohortWhereInput {
  switch (phase) {
    case "planned":
      return { closedAt: null, startDate: { gt: today } };
    case "running":
      return { closedAt: null, startDate: { lte: today }, endDate: { gte: today } };
    case "ended":
      return { closedAt: null, endDate: { lt: today } };
    case "closed":
      return { closedAt: { not: null } };
    case "":
      return {};
  }
}

export const titleOf = ({ outline }: CourseVersionFacts, locale: string): string =>
  (outline.texts[locale] ?? outline.texts[outline.source])!.title;

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

/** The cohort, if it is in the actor's reach. */
export async function findCohort(actor: Actor, cohortId: string): Promise<CohortFacts | null> {
  const [cohort, run] = await Promise.all([
    db.cohort.findFirst({
      where: { id: cohortId, ...cohortsInReach(actor) },
      include: {
        host: { select: { id: true, name: true } },
        report: { select: { state: true } },
        halfDays: { orderBy: [{ date: "asc" }, { part: "asc" }] },
      },
    }),
    db.cohort.count({ where: { id: cohortId, ...cohortsRunBy(actor) } }),
  ]);
  if (!cohort) return null;
  const version = (await courseVersion(cohort.courseVersionId))!;
  return {
    id: cohort.id,
    name: cohort.name,
    programme: cohort.programme,
    version,
    host: cohort.host,
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
    rowVersion: cohort.version,
    reportState: (cohort.report?.state as ReportState | undefined) ?? null,
    halfDays: cohort.halfDays.map(({ id, date, part, title, contactMinutes, verifiedAt }) => ({
      id,
      date,
      part,
      title,
      contactMinutes,
      verified: verifiedAt !== null,
    })),
    runs: run > 0,
  };
}

/** The cohort, if the actor runs it: seeing some of its people is not enough. */
export async function findRunCohort(actor: Actor, cohortId: string): Promise<CohortFacts | null> {
  const cohort = await findCohort(actor, cohortId);
  return cohort?.runs ? cohort : null;
}
