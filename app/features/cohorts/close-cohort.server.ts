import { recordAudit } from "#app/features/audit/record.server.ts";
import { clockFor } from "#app/features/learning/clock.server.ts";
import { moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { learningRecords } from "#app/features/learning/learning-records.server.ts";
import { courseProgress } from "#app/features/learning/progress.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, rowsOf, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { attendanceOf } from "./attendance.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { completionFacts } from "./completion-facts.ts";
import { reached } from "./completion.ts";
import type { OpenThings } from "./open-things.ts";
import { finalResult, marksOf } from "./participants.server.ts";

/**
 * Closes a cohort whose last day is over and whose report is validated: what people reached becomes the status of
 * their enrolment, and nothing in the cohort changes any more.
 */
export async function closeCohort(
  actor: Actor,
  cohort: CohortFacts,
  today: CalendarDay,
): Promise<Result<void>> {
  return inTransaction(
    async (tx) => {
      const row = await tx.cohort.findFirst({
        where: { id: cohort.id, ...cohortsRunBy(actor) },
        select: { endDate: true, closedAt: true, report: { select: { state: true } } },
      });
      if (!row) return refuse("cohort.outside-reach");
      if (row.closedAt) return ok(undefined);
      if (today < row.endDate) return refuse("cohort.not-over", { day: row.endDate });
      if (row.report?.state !== "validated") return refuse("cohort.report-not-validated");
      const { count } = await tx.cohort.updateMany({
        where: { id: cohort.id, closedAt: null },
        data: { closedAt: now(), version: { increment: 1 } },
      });
      if (count !== 1) return ok(undefined);
      await endEnrolments(tx, actor, cohort);
      await recordAudit(tx, actor, "cohort.closed", { kind: "cohort", id: cohort.id });
      return ok(undefined);
    },
    { timeoutMs: 60_000 },
  );
}

async function endEnrolments(tx: Tx, actor: Actor, { id, format, version, halfDays, timeZone }: CohortFacts) {
  const enrolments = await tx.enrolment.findMany({
    where: { cohortId: id, status: { in: ["confirmed", "active"] } },
    select: { id: true, status: true, electives: true },
  });
  const ids = enrolments.map((enrolment) => enrolment.id);
  const [records, marks] = [await learningRecords(ids, tx), await marksOf(ids, tx)];
  const clock = clockFor(timeZone);
  for (const enrolment of enrolments) {
    const record = records.get(enrolment.id)!;
    const electives = JSON.parse(enrolment.electives) as string[];
    const progress = courseProgress(version.outline, electives, record, clock);
    const attendance = attendanceOf(marks.get(enrolment.id)!, halfDays.length);
    const facts = completionFacts({ format, attendance, progress, final: finalResult(progress, record) });
    if (enrolment.status === "confirmed") await moveEnrolmentTo(tx, actor, enrolment.id, "active");
    await moveEnrolmentTo(tx, actor, enrolment.id, reached(facts));
  }
}

/**
 * What somebody still waits for, to be said before the cohort is closed: printed names, plans to read, written answers
 * to mark, people without any certificate or statement.
 */
export async function openBeforeClosing(cohortId: string): Promise<OpenThings> {
  const learning = sql`FROM "Enrolment" e JOIN "Person" p ON p."id" = e."personId"
    WHERE e."cohortId" = ${cohortId} AND e."status" IN ('confirmed', 'active')`;
  const [row] = await rowsOf<Record<keyof OpenThings, number | bigint>>(sql`
    SELECT
      (SELECT COUNT(*) ${learning} AND p."nameConfirmedAt" IS NULL) AS "names",
      (SELECT COUNT(*) ${learning} AND EXISTS (
        SELECT 1 FROM "ActionPlan" a WHERE a."enrolmentId" = e."id" AND a."state" = 'submitted')) AS "plans",
      (SELECT COUNT(*) ${learning} AND EXISTS (
        SELECT 1 FROM "Attempt" t WHERE t."enrolmentId" = e."id" AND t."state" = 'submitted')) AS "papers",
      (SELECT COUNT(*) ${learning} AND NOT EXISTS (
        SELECT 1 FROM "CertificateEnrolment" c WHERE c."enrolmentId" = e."id")) AS "certificates"`);
  const { names, plans, papers, certificates } = row!;
  return {
    names: Number(names),
    plans: Number(plans),
    papers: Number(papers),
    certificates: Number(certificates),
  };
}
