import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { compareVersions } from "#app/features/catalogue/version-number.ts";
import { reachesCohort, reachesEnrolment, runsCohort } from "#app/features/cohorts/cohort-scope.server.ts";
import { titleOf } from "#app/features/cohorts/cohorts.server.ts";
import { SCALES, SHOWN_FROM } from "#app/features/cohorts/evaluation.ts";
import { heldToday } from "#app/features/identity/current-affiliation.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { evaluationOf, type BallotDay, type Cell } from "./participation.ts";
import { askedFor, participationCells } from "./participations.server.ts";
import { isAboutSomePeople, type ReportFilters } from "./report-filters.ts";

export type Choice = { id: string; name: string };
export type Choices = {
  courses: Choice[];
  organisations: Choice[];
  countries: string[];
  cohort: Choice | null;
};

export type Report = {
  cells: Cell[];
  /** Null where no day has ballots enough, or the report is about some people of cohorts only. */
  evaluation: ReturnType<typeof evaluationOf<(typeof SCALES)[number]>>;
  /** By course. */
  titles: Record<string, string>;
  asOf: CalendarDay;
};

/** What a report says, on the screen and in every file of it. Constant in statements. */
export async function readReport(actor: Actor, filters: ReportFilters, locale: string): Promise<Report> {
  const [cells, days] = await Promise.all([
    participationCells(actor, filters),
    isAboutSomePeople(filters) ? [] : ballotDays(actor, filters),
  ]);
  return {
    cells,
    evaluation: evaluationOf(days, SCALES),
    titles: await titlesOf(cells, locale),
    asOf: today(actor.timeZone),
  };
}

async function titlesOf(
  cells: readonly Pick<Cell, "courseId" | "versionId">[],
  locale: string,
): Promise<Record<string, string>> {
  const versions = await Promise.all(
    [...new Set(cells.map(({ versionId }) => versionId))].map(async (id) => (await courseVersion(id))!),
  );
  versions.sort((one, other) => compareVersions(one.version, other.version));
  return Object.fromEntries(versions.map((version) => [version.courseId, titleOf(version, locale)]));
}

type DayRow = Record<
  "ballots" | "there" | "marks" | "enrolled" | (typeof SCALES)[number],
  number | bigint | null
>;

/** The days of cohorts the actor runs that have ballots enough to be shown, as in cohorts/evaluation.ts. */
async function ballotDays(actor: Actor, filters: ReportFilters): Promise<BallotDay[]> {
  const where = [runsCohort(actor), ...askedFor(filters)];
  const sums = SCALES.map((scale) => sql`SUM(b.${Prisma.raw(`"${scale}"`)}) AS ${Prisma.raw(`"${scale}"`)}`);
  const rows = await rowsOf<DayRow>(sql`
    SELECT days.*, there."marks", there."there", (
        SELECT COUNT(*) FROM "Enrolment" e WHERE e."cohortId" = days."cohortId"
          AND e."status" NOT IN ('withdrawn', 'no-show')) AS "enrolled"
      FROM (
        SELECT b."cohortId", b."date", COUNT(*) AS "ballots", ${Prisma.join(sums)}
          FROM "EvaluationBallot" b
          JOIN "Cohort" c ON c."id" = b."cohortId"
          JOIN "CourseVersion" v ON v."id" = c."courseVersionId"
          WHERE ${Prisma.join(where, " AND ")}
          GROUP BY b."cohortId", b."date" HAVING COUNT(*) >= ${SHOWN_FROM}
      ) days
      LEFT JOIN (
        SELECT h."cohortId", h."date", COUNT(*) AS "marks",
            COUNT(DISTINCT CASE WHEN m."mark" <> 'absent' THEN m."enrolmentId" END) AS "there"
          FROM "HalfDay" h JOIN "AttendanceMark" m ON m."halfDayId" = h."id"
          WHERE h."cohortId" IN (SELECT "cohortId" FROM "EvaluationBallot") GROUP BY h."cohortId", h."date"
      ) there ON there."cohortId" = days."cohortId" AND there."date" = days."date"`);
  return rows.map((row) => ({
    ballots: Number(row.ballots),
    expected: Number(row.marks ?? 0) > 0 ? Number(row.there) : Number(row.enrolled),
    sums: Object.fromEntries(SCALES.map((scale) => [scale, Number(row[scale])])),
  }));
}

type ChoiceRow = {
  courseId: string;
  versionId: string;
  organisationId: string | null;
  organisation: string | null;
  country: string;
};

/** What there is to choose from within reach. */
export async function reportChoices(actor: Actor, cohortId: string, locale: string): Promise<Choices> {
  const [rows, cohorts] = await Promise.all([
    rowsOf<ChoiceRow>(sql`
      SELECT DISTINCT v."courseId", v."id" AS "versionId", o."id" AS "organisationId", o."name" AS "organisation",
          COALESCE(p."country", o."country", '') AS "country"
        FROM "Enrolment" e
        JOIN "Cohort" c ON c."id" = e."cohortId"
        JOIN "CourseVersion" v ON v."id" = c."courseVersionId"
        JOIN "Person" p ON p."id" = e."personId"
        LEFT JOIN "Affiliation" w ON w."id" = (
          SELECT f."id" FROM "Affiliation" f WHERE f."personId" = e."personId" AND ${heldToday(sql`f`)}
            ORDER BY f."from" DESC, f."id" DESC LIMIT 1)
        LEFT JOIN "Organisation" o ON o."id" = w."organisationId"
        WHERE ${reachesEnrolment(actor)}`),
    rowsOf<Choice>(sql`
      SELECT c."id", c."name" FROM "Cohort" c WHERE c."id" = ${cohortId} AND ${reachesCohort(actor)}`),
  ]);
  const titles = await titlesOf(rows, locale);
  const byName = new Intl.Collator(locale.slice(0, 2)).compare;
  const sorted = (choices: Choice[]) => choices.sort((one, other) => byName(one.name, other.name));
  const named = rows.flatMap(({ organisationId, organisation }) =>
    organisationId && organisation ? [[organisationId, organisation] as const] : [],
  );
  return {
    courses: sorted(Object.entries(titles).map(([id, name]) => ({ id, name }))),
    organisations: sorted([...new Map(named)].map(([id, name]) => ({ id, name }))),
    countries: [...new Set(rows.map(({ country }) => country).filter(Boolean))],
    cohort: cohorts[0] ?? null,
  };
}
