import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, Prisma, rowsOf, sql, type SqlTx, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { hasExpired } from "./attempt.ts";
import { clockFor } from "./clock.server.ts";
import type { EnrolmentFacts } from "./enrolment-facts.ts";
import { own, reachedEnrolments } from "./enrolment-scope.server.ts";
import { isLearning, mayRead, statesBefore, type EnrolmentStatus } from "./enrolment.ts";
import { planState, readRecords } from "./learning-records.server.ts";
import { submitExpired } from "./submit-attempt.server.ts";
import { courseProgress, type LearningRecord } from "./progress.ts";

export type { EnrolmentFacts };

type Row = {
  id: string;
  personId: string;
  status: string;
  electives: string;
  courseVersionId: string;
  nameConfirmedAt: Date | null;
  planState: string | null;
  cohortId: string;
  cohortName: string;
  timeZone: string;
  startDate: string;
  endDate: string;
  selfPaced: boolean | number;
  closedAt: Date | null;
};

/** All of a person's, newest first; also those that are over. */
export const myEnrolments = (personId: string): Promise<EnrolmentFacts[]> => readOwn(own({ personId }));

/** One's own that one may still open. */
export async function myEnrolment(
  actor: Pick<Actor, "personId">,
  enrolmentId: string,
): Promise<EnrolmentFacts | null> {
  const [enrolment] = await readOwn(sql`${own(actor)} AND e."id" = ${enrolmentId}`);
  return enrolment && mayRead(enrolment.status) ? enrolment : null;
}

/** Attempts whose time is up are handed in when their learner next looks, so that no page calls them open. */
async function readOwn(where: Prisma.Sql): Promise<EnrolmentFacts[]> {
  const enrolments = await readEnrolments(where);
  const instant = now().getTime();
  const overdue = enrolments.some(({ record }) => record.attempts.some((each) => hasExpired(each, instant)));
  if (!overdue) return enrolments;
  await submitExpired(where);
  return readEnrolments(where);
}

/** For staff, within the reach of the permission they were asked for. */
export async function enrolmentInReach(
  actor: Pick<Actor, "reach">,
  enrolmentId: string,
): Promise<EnrolmentFacts | null> {
  const [enrolment] = await readEnrolments(sql`${reachedEnrolments(actor)} AND e."id" = ${enrolmentId}`);
  return enrolment ?? null;
}

async function readEnrolments(where: Prisma.Sql): Promise<EnrolmentFacts[]> {
  const scope = sql`FROM "Enrolment" e JOIN "Cohort" c ON c."id" = e."cohortId" WHERE ${where}`;
  const [rows, recordOf] = await Promise.all([
    rowsOf<Row>(sql`
      SELECT e."id", e."personId", e."status", e."electives", e."courseVersionId", p."nameConfirmedAt",
          a."state" AS "planState", c."id" AS "cohortId", c."name" AS "cohortName", c."timeZone",
          c."startDate", c."endDate", c."selfPaced", c."closedAt"
        FROM "Enrolment" e
        JOIN "Cohort" c ON c."id" = e."cohortId"
        JOIN "Person" p ON p."id" = e."personId"
        LEFT JOIN "ActionPlan" a ON a."enrolmentId" = e."id"
        WHERE ${where} ORDER BY e."enrolledAt" DESC, e."id" DESC`),
    readRecords(db, sql`SELECT e."id" ${scope}`),
  ]);
  return Promise.all(rows.map((row) => enrolmentFacts(row, recordOf(row.id))));
}

async function enrolmentFacts(row: Row, recorded: LearningRecord): Promise<EnrolmentFacts> {
  const version = await courseVersion(row.courseVersionId);
  if (!version) throw new Error(`enrolment ${row.id} names a course version that is not there`);
  const { id, personId, timeZone, startDate, endDate } = row;
  const electives = JSON.parse(row.electives) as string[];
  const record = { ...recorded, plan: planState(row.planState) };
  return {
    id,
    personId,
    status: row.status as EnrolmentStatus,
    electives,
    nameConfirmed: row.nameConfirmedAt !== null,
    cohort: {
      id: row.cohortId,
      name: row.cohortName,
      timeZone,
      startDate,
      endDate,
      selfPaced: Boolean(row.selfPaced),
      closed: row.closedAt !== null,
    },
    version,
    record,
    progress: courseProgress(version.outline, electives, record, clockFor(timeZone)),
  };
}

// ── enrolling, and what becomes of it ───────────────────────────────────────────────────────────────

export type NewEnrolment = {
  personId: string;
  cohortId: string;
  courseVersionId: string;
  electives?: string[] | undefined;
};
export type Enrolled = { enrolmentId: string; outcome: "enrolled" | "confirmed-again" | "already" };

/** One enrolment per person and cohort whatever is pressed twice; who had left is confirmed again. */
export async function enrol(tx: Tx, doer: Doer, input: NewEnrolment): Promise<Enrolled> {
  const id = newId();
  const { personId, cohortId, courseVersionId, electives = [] } = input;
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } });
  const created = await tx.$executeRaw(sql`
    INSERT INTO "Enrolment" ("id", "personId", "cohortId", "courseVersionId", "status", "enrolledAt", "sortName", "electives")
    VALUES (${id}, ${personId}, ${cohortId}, ${courseVersionId}, 'confirmed', ${now()}, ${fold(person.name)},
      ${JSON.stringify(electives)})
    ON CONFLICT ("personId", "cohortId") DO NOTHING`);
  if (created === 1) {
    await recordAudit(tx, doer, "enrolment.created", { kind: "enrolment", id }, { personId, cohortId });
    return { enrolmentId: id, outcome: "enrolled" };
  }
  const { id: enrolmentId } = await tx.enrolment.findUniqueOrThrow({
    where: { personId_cohortId: { personId, cohortId } },
    select: { id: true },
  });
  const again = await moveEnrolmentTo(tx, doer, enrolmentId, "confirmed");
  return { enrolmentId, outcome: again.ok ? "confirmed-again" : "already" };
}

/** A move of the enrolment machine; the caller has found the enrolment within its reach. */
export async function moveEnrolmentTo(
  tx: SqlTx,
  doer: Doer,
  enrolmentId: string,
  to: EnrolmentStatus,
  detail: Record<string, unknown> = {},
): Promise<Result<void>> {
  const moved = await tx.$executeRaw(sql`
    UPDATE "Enrolment" SET "status" = ${to}, "endedAt" = ${isLearning(to) ? null : now()}
      WHERE "id" = ${enrolmentId} AND "status" IN (${Prisma.join(statesBefore(to))})`);
  if (moved !== 1) return refuse("learning.enrolment-cannot-move");
  await recordAudit(tx, doer, `enrolment.${to}`, { kind: "enrolment", id: enrolmentId }, detail);
  return ok(undefined);
}

/** The first thing done in a course makes a confirmed enrolment an active one. */
export async function activate(tx: SqlTx, doer: Doer, enrolment: Pick<EnrolmentFacts, "id" | "status">) {
  if (enrolment.status === "confirmed") await moveEnrolmentTo(tx, doer, enrolment.id, "active");
}
