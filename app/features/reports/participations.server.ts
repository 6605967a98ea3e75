import { heldToday } from "#app/features/identity/current-affiliation.server.ts";
import { ATTENDANCE_THRESHOLD } from "#app/features/cohorts/attendance.ts";
import { reachesEnrolment } from "#app/features/cohorts/cohort-scope.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { COUNTS, type Cell, type Counts } from "./participation.ts";
import type { ReportFilters } from "./report-filters.ts";

/*
 * The one query behind the reports: every enrolment that is asked for and within reach, with what is recorded about it.
 * The screen adds it up in the database, the files read it row by row; so both say the same. Attendance is computed here
 * as in cohorts/attendance.ts; tests/server/reports/participations.test.ts holds both to the same answers.
 */

type Reaching = Pick<Actor, "reach">;

export const askedFor = (filters: ReportFilters): Prisma.Sql[] => [
  ...(filters.from ? [sql`c."endDate" >= ${filters.from}`] : []),
  ...(filters.to ? [sql`c."startDate" <= ${filters.to}`] : []),
  ...(filters.programme ? [sql`c."programme" = ${filters.programme}`] : []),
  ...(filters.course ? [sql`v."courseId" = ${filters.course}`] : []),
  ...(filters.cohort ? [sql`c."id" = ${filters.cohort}`] : []),
];

/** Where somebody works today; the latest where there are several. */
const WORKPLACE = sql`LEFT JOIN "Affiliation" w ON w."id" = (
    SELECT f."id" FROM "Affiliation" f WHERE f."personId" = e."personId" AND ${heldToday(sql`f`)}
      ORDER BY f."from" DESC, f."id" DESC LIMIT 1)
  LEFT JOIN "Organisation" o ON o."id" = w."organisationId"`;

const COUNTRY = sql`COALESCE(p."country", o."country", '')`;

/** With a place: the rows after it in the order of cohort, name and id, so many. */
type Page = { after: Place | null; size: number } | null;
export type Place = { cohortId: string; sortName: string; id: string };

function participations(actor: Reaching, filters: ReportFilters, page: Page): Prisma.Sql {
  const where = [
    reachesEnrolment(actor),
    ...askedFor(filters),
    ...(filters.organisation ? [sql`o."id" = ${filters.organisation}`] : []),
    ...(filters.country ? [sql`${COUNTRY} = ${filters.country}`] : []),
    ...(page?.after
      ? [
          sql`(e."cohortId", e."sortName", e."id") > (${page.after.cohortId}, ${page.after.sortName}, ${page.after.id})`,
        ]
      : []),
  ];
  const order = sql`ORDER BY e."cohortId", e."sortName", e."id"`;
  return sql`WITH chosen AS (
    SELECT e."id", e."cohortId", e."sortName", e."status", e."personId", p."name", COALESCE(p."sex", '') AS "sex",
        ${COUNTRY} AS "country", COALESCE(o."id", '') AS "organisationId", COALESCE(o."name", '') AS "organisation",
        COALESCE(o."kind", '') AS "organisationKind", c."name" AS "cohort", c."startDate", c."endDate", c."programme",
        c."closedAt", v."courseId", v."id" AS "versionId"
      FROM "Enrolment" e
      JOIN "Cohort" c ON c."id" = e."cohortId"
      JOIN "CourseVersion" v ON v."id" = c."courseVersionId"
      JOIN "Person" p ON p."id" = e."personId"
      ${WORKPLACE}
      WHERE ${Prisma.join(where, " AND ")}
      ${page ? sql`${order} LIMIT ${page.size}` : Prisma.empty}
  ), marked AS (
    SELECT m."enrolmentId",
        SUM(CASE WHEN m."mark" = 'present' THEN 2 WHEN m."mark" NOT IN ('late', 'left-early') THEN 0
          WHEN m."minutesMissed" < 30 THEN 2 ELSE 1 END) AS "attended",
        SUM(CASE WHEN m."mark" = 'made-up' THEN 1 ELSE 0 END) AS "madeUp"
      FROM "AttendanceMark" m WHERE m."enrolmentId" IN (SELECT "id" FROM chosen) GROUP BY m."enrolmentId"
  ), finals AS (
    SELECT a."enrolmentId", MAX(CASE WHEN a."points" IS NULL THEN NULL ELSE CAST(a."points" AS BIGINT) * 1000000 / a."maxPoints" END) AS "millionths",
        MAX(CASE WHEN a."state" = 'graded' AND a."passed" = TRUE AND a."practice" = FALSE THEN 1 ELSE 0 END) AS "passed"
      FROM "Attempt" a WHERE a."moduleId" = '' AND a."unitId" = 'final' AND a."maxPoints" > 0
        AND a."enrolmentId" IN (SELECT "id" FROM chosen) GROUP BY a."enrolmentId"
  ), tests AS (
    SELECT r."enrolmentId", MAX(CASE WHEN r."sitting" = 'pre' THEN CAST(r."right" AS BIGINT) * 1000000 / r."questions" END) AS "pre",
        MAX(CASE WHEN r."sitting" = 'post' THEN CAST(r."right" AS BIGINT) * 1000000 / r."questions" END) AS "post"
      FROM "CohortTestResult" r WHERE r."enrolmentId" IN (SELECT "id" FROM chosen) GROUP BY r."enrolmentId"
  ), papers AS (
    SELECT x."enrolmentId", MAX(t."number") AS "number" FROM "CertificateEnrolment" x
      JOIN "Certificate" t ON t."id" = x."certificateId"
      WHERE x."enrolmentId" IN (SELECT "id" FROM chosen) AND t."kind" IN ('participation', 'achievement')
        AND t."supersededAt" IS NULL AND t."revokedAt" IS NULL GROUP BY x."enrolmentId"
  ), planned AS (
    SELECT h."cohortId", 2 * COUNT(*) AS "halves",
        2 * SUM(CASE WHEN h."date" <= ${today()} THEN 1 ELSE 0 END) AS "soFar"
      FROM "HalfDay" h GROUP BY h."cohortId"
  ), told AS (
    SELECT chosen.*, COALESCE(marked."attended", 0) AS "seen", COALESCE(planned."halves", 0) AS "ofHalves",
        COALESCE(planned."soFar", 0) AS "soFar",
        COALESCE(marked."attended", 0) + 2 * CASE WHEN COALESCE(marked."madeUp", 0) > 2 THEN 2 ELSE COALESCE(marked."madeUp", 0) END AS "brought",
        finals."millionths", COALESCE(finals."passed", 0) AS "passed", papers."number" AS "certificate",
        tests."pre", tests."post", CASE WHEN tests."pre" IS NULL OR tests."post" IS NULL THEN 0 ELSE 1 END AS "paired",
        plan."state" AS "plan"
      FROM chosen
      LEFT JOIN marked ON marked."enrolmentId" = chosen."id"
      LEFT JOIN planned ON planned."cohortId" = chosen."cohortId"
      LEFT JOIN finals ON finals."enrolmentId" = chosen."id"
      LEFT JOIN tests ON tests."enrolmentId" = chosen."id"
      LEFT JOIN papers ON papers."enrolmentId" = chosen."id"
      LEFT JOIN "ActionPlan" plan ON plan."enrolmentId" = chosen."id"
  ), facts AS (
    SELECT told.*, CASE WHEN "brought" > "ofHalves" THEN "ofHalves" ELSE "brought" END AS "halves",
        CASE WHEN "status" IN ('withdrawn', 'no-show') THEN 0 ELSE 1 END AS "counts"
      FROM told
  )`;
}

const MET = sql`"ofHalves" > 0 AND "halves" * ${ATTENDANCE_THRESHOLD.of} >= "ofHalves" * ${ATTENDANCE_THRESHOLD.part}`;
const counting = (condition: Prisma.Sql) =>
  sql`SUM(CASE WHEN "counts" = 1 AND ${condition} THEN 1 ELSE 0 END)`;
const adding = (value: Prisma.Sql) => sql`SUM(CASE WHEN "counts" = 1 THEN ${value} ELSE 0 END)`;

/** Sums are of another kind on each database. */
type CellRow = Omit<Cell, keyof Counts> & Record<keyof Counts, unknown>;

/** The cells of everybody asked for and within reach. */
export async function participationCells(actor: Reaching, filters: ReportFilters): Promise<Cell[]> {
  const rows = await rowsOf<CellRow>(sql`${participations(actor, filters, null)}
    SELECT "cohortId", "cohort", "startDate", "programme", "courseId", "versionId", "sex", "country", "organisationId",
        "organisation", "organisationKind", SUM("counts") AS "people", SUM(1 - "counts") AS "left",
        ${counting(sql`"seen" > 0`)} AS "attended", ${counting(MET)} AS "attendanceMet",
        ${adding(sql`"halves"`)} AS "halves", ${adding(sql`"soFar"`)} AS "ofHalves",
        ${counting(sql`"status" = 'completed'`)} AS "completed",
        ${counting(sql`"status" = 'participated'`)} AS "participated",
        ${counting(sql`"closedAt" IS NOT NULL`)} AS "ended",
        ${counting(sql`"millionths" IS NOT NULL`)} AS "finalTaken", ${counting(sql`"passed" = 1`)} AS "finalPassed",
        ${adding(sql`COALESCE("millionths", 0)`)} AS "finalMillionths",
        ${counting(sql`"paired" = 1`)} AS "testPairs", ${adding(sql`"paired" * COALESCE("pre", 0)`)} AS "preMillionths",
        ${adding(sql`"paired" * COALESCE("post", 0)`)} AS "postMillionths",
        ${counting(sql`"plan" = 'approved'`)} AS "plansApproved",
        ${counting(sql`"certificate" IS NOT NULL`)} AS "certified"
      FROM facts
      GROUP BY "cohortId", "cohort", "startDate", "programme", "courseId", "versionId", "sex", "country",
        "organisationId", "organisation", "organisationKind"
      ORDER BY "startDate", "cohortId"`);
  return rows.map((row) => ({
    ...row,
    ...(Object.fromEntries(COUNTS.map((count) => [count, Number(row[count])])) as Counts),
  }));
}

export type Participation = {
  id: string;
  cohortId: string;
  sortName: string;
  cohort: string;
  startDate: string;
  endDate: string;
  versionId: string;
  name: string;
  sex: string;
  country: string;
  organisation: string;
  organisationKind: string;
  status: string;
  halves: number;
  ofHalves: number;
  attendanceMet: boolean;
  /** The best attempt at the final test, of 1; null before one is marked. */
  finalShare: number | null;
  finalPassed: boolean;
  /** Of 1, the cohort's test before and after; null where it was not sat. */
  pre: number | null;
  post: number | null;
  plan: string | null;
  certificate: string | null;
};

type Row = Omit<
  Participation,
  "halves" | "ofHalves" | "attendanceMet" | "finalShare" | "finalPassed" | "pre" | "post"
> &
  Record<"halves" | "ofHalves" | "met" | "passed", number | bigint> &
  Record<"millionths" | "pre" | "post", number | bigint | null>;

/** As many as are in memory at once. */
const PAGE = 500;

/** The same people one by one, in pages of their key: the last of ten thousand costs what the first did. */
export async function* everyParticipation(
  actor: Reaching,
  filters: ReportFilters,
): AsyncGenerator<Participation> {
  let after: Place | null = null;
  for (;;) {
    const rows: Row[] = await rowsOf<Row>(sql`${participations(actor, filters, { after, size: PAGE })}
      SELECT facts.*, CASE WHEN ${MET} THEN 1 ELSE 0 END AS "met" FROM facts
        ORDER BY "cohortId", "sortName", "id"`);
    for (const row of rows) yield participation(row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

const ofOne = (millionths: number | bigint | null) =>
  millionths === null ? null : Number(millionths) / 1_000_000;

const participation = ({ met, passed, millionths, pre, post, ...row }: Row): Participation => ({
  ...row,
  halves: Number(row.halves),
  ofHalves: Number(row.ofHalves),
  attendanceMet: Number(met) === 1,
  finalShare: ofOne(millionths),
  pre: ofOne(pre),
  post: ofOne(post),
  finalPassed: Number(passed) === 1,
});
