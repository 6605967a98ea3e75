import { FINAL } from "#app/features/catalogue/course-outline.ts";
import type { PlanState } from "#app/features/learning/action-plan.ts";
import { isPass } from "#app/features/learning/attempt.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress, type CourseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { db, Prisma, rowsOf, rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import { heldToday } from "#app/features/identity/current-affiliation.server.ts";
import { containing } from "#app/features/identity/people-filters.ts";
import { fold } from "#app/lib/fold.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { directionOf, type Direction, type Sorting } from "#app/lib/sorting.ts";
import type { Actor } from "#app/lib/actor.ts";
import { attendanceOf, type Attendance, type HalfDayMark } from "./attendance.ts";
import { reachesEnrolment } from "./cohort-scope.server.ts";
import type { CohortFacts } from "./cohorts.server.ts";

export type ParticipantFilters = {
  q: string;
  show: "" | "name-open" | "plan-open";
  sorting: Sorting<"name">;
  page: number;
};

export type ParticipantRow = {
  enrolmentId: string;
  personId: string;
  name: string;
  organisation: string | null;
  status: EnrolmentStatus;
  nameConfirmed: boolean;
  modulesDone: number;
  modules: number;
  attendance: Attendance;
  /** null: the course has no final test. */
  final: FinalResult | null;
  plan: PlanState | null;
};

/** `share` between 0 and 1, null before the first attempt. */
export type FinalResult = { share: number | null; passed: boolean };

type EnrolmentRow = {
  id: string;
  personId: string;
  status: string;
  electives: string;
  name: string;
  nameConfirmedAt: Date | null;
};

/** One page of the cohort's table; the number of statements does not grow with the cohort. */
export async function listParticipants(actor: Actor, cohort: CohortFacts, filters: ParticipantFilters) {
  const where = Prisma.join(
    [
      sql`e."cohortId" = ${cohort.id} AND e."status" <> 'withdrawn'`,
      ...(cohort.runs ? [] : [reachesEnrolment(actor)]),
      ...(filters.q ? [sql`p."searchText" LIKE ${containing(fold(filters.q))} ESCAPE '!'`] : []),
      SHOWN[filters.show],
    ],
    " AND ",
  );
  // Everybody of a cohort one runs is counted, and passed over to the page, in an index alone.
  const from = cohort.runs && !filters.q && !filters.show ? sql`FROM "Enrolment" e` : FILTERED;
  const order = ORDER[directionOf(filters.sorting)];
  const [[counted], enrolments] = await Promise.all([
    rowsOf<{ total: bigint | number }>(sql`SELECT COUNT(*) AS "total" ${from} WHERE ${where}`),
    rowsOf<EnrolmentRow>(sql`
      SELECT e."id", e."personId", e."status", e."electives", p."name", p."nameConfirmedAt"
        FROM (
          SELECT e."id" ${from} WHERE ${where}
            ORDER BY ${order} LIMIT ${PAGE_SIZE} OFFSET ${(filters.page - 1) * PAGE_SIZE}
        ) page
        JOIN "Enrolment" e ON e."id" = page."id"
        JOIN "Person" p ON p."id" = e."personId"
        ORDER BY ${order}`),
  ]);
  const ids = enrolments.map(({ id }) => id);
  const [records, marks, organisations] = await Promise.all([
    learningRecords(ids),
    marksOf(ids),
    organisationsOf(enrolments.map(({ personId }) => personId)),
  ]);
  const clock = clockFor(cohort.timeZone);
  const rows = enrolments.map(
    ({ id, personId, status, electives, name, nameConfirmedAt }): ParticipantRow => {
      const record = records.get(id)!;
      const chosen = JSON.parse(electives) as string[];
      const progress = courseProgress(cohort.version.outline, chosen, record, clock);
      return {
        enrolmentId: id,
        personId,
        name,
        organisation: organisations.get(personId) ?? null,
        status: status as EnrolmentStatus,
        nameConfirmed: nameConfirmedAt !== null,
        modulesDone: progress.done,
        modules: progress.counting,
        attendance: attendanceOf(marks.get(id) ?? [], cohort.halfDays.length),
        final: finalResult(progress, record),
        plan: progress.plan?.state ?? null,
      };
    },
  );
  return { total: Number(counted!.total), rows };
}

/** What the filters and a narrower reach look at. */
const FILTERED = sql`FROM "Enrolment" e
  JOIN "Cohort" c ON c."id" = e."cohortId"
  JOIN "Person" p ON p."id" = e."personId"
  LEFT JOIN "ActionPlan" a ON a."enrolmentId" = e."id"`;

const ORDER: Record<Direction, Prisma.Sql> = {
  asc: sql`e."sortName", e."id"`,
  desc: sql`e."sortName" DESC, e."id" DESC`,
};

/** The best attempt at the final test; attempts are never summed. */
export function finalResult(progress: CourseProgress, record: LearningRecord): FinalResult | null {
  if (!progress.final) return null;
  const attempts = record.attempts.filter(
    ({ moduleId, unitId }) => moduleId === FINAL.moduleId && unitId === FINAL.unitId,
  );
  const shares = attempts.flatMap(({ points, maxPoints }) => (points === null ? [] : [points / maxPoints]));
  return { share: shares.length === 0 ? null : Math.max(...shares), passed: attempts.some(isPass) };
}

const SHOWN: Record<ParticipantFilters["show"], Prisma.Sql> = {
  "": sql`1 = 1`,
  "name-open": sql`p."nameConfirmedAt" IS NULL`,
  "plan-open": sql`(a."state" IS NULL OR a."state" <> 'approved')`,
};

export type MarkAt = HalfDayMark & { halfDayId: string };

/** The marks that count now, by enrolment. */
export async function marksOf(enrolmentIds: string[], tx: Tx = db): Promise<Map<string, MarkAt[]>> {
  const marks = new Map<string, MarkAt[]>(enrolmentIds.map((id) => [id, []]));
  if (enrolmentIds.length === 0) return marks;
  const rows = await rowsIn<MarkAt & { enrolmentId: string }>(
    tx,
    sql`
    SELECT "enrolmentId", "halfDayId", "mark", "minutesMissed" FROM "AttendanceMark"
      WHERE "enrolmentId" IN (${Prisma.join(enrolmentIds)})`,
  );
  for (const { enrolmentId, halfDayId, mark, minutesMissed } of rows)
    marks.get(enrolmentId)!.push({ halfDayId, mark, minutesMissed });
  return marks;
}

/** Where each person works now; the first by date where there are several. */
export async function organisationsOf(personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await rowsOf<{ personId: string; organisation: string; unit: string | null }>(sql`
    SELECT f."personId", o."name" AS "organisation", u."name" AS "unit"
      FROM "Affiliation" f JOIN "Organisation" o ON o."id" = f."organisationId"
      LEFT JOIN "OrganisationUnit" u ON u."id" = f."unitId"
      WHERE f."personId" IN (${Prisma.join(personIds)}) AND ${heldToday(sql`f`)} ORDER BY f."from" DESC`);
  return new Map(
    rows.map(({ personId, organisation, unit }) => [
      personId,
      unit === null ? organisation : `${organisation}, ${unit}`,
    ]),
  );
}
