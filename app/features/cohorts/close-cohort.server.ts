import { recordAudit } from "#app/features/audit/record.server.ts";
import { moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";

/**
 * Closes a cohort whose last day is over and whose report is validated: what people reached becomes the status of
 * their enrolment (by the certificate they were issued), and nothing in the cohort changes any more.
 */
export async function closeCohort(actor: Actor, cohortId: string, today: CalendarDay): Promise<Result<void>> {
  return inTransaction(
    async (tx) => {
      const cohort = await tx.cohort.findFirst({
        where: { id: cohortId, ...cohortsRunBy(actor) },
        select: {
          endDate: true,
          closedAt: true,
          report: { select: { state: true } },
          enrolments: {
            where: { status: { in: ["confirmed", "active"] } },
            select: {
              id: true,
              status: true,
              certificates: { select: { certificate: { select: { kind: true, revokedAt: true } } } },
            },
          },
        },
      });
      if (!cohort) return refuse("cohort.outside-reach");
      if (cohort.closedAt) return ok(undefined);
      if (today < cohort.endDate) return refuse("cohort.not-over", { day: cohort.endDate });
      if (cohort.report?.state !== "validated") return refuse("cohort.report-not-validated");
      const { count } = await tx.cohort.updateMany({
        where: { id: cohortId, closedAt: null },
        data: { closedAt: now(), version: { increment: 1 } },
      });
      if (count !== 1) return ok(undefined);
      for (const { id, status, certificates } of cohort.enrolments) {
        const kinds = certificates
          .filter(({ certificate }) => !certificate.revokedAt)
          .map(({ certificate }) => certificate.kind);
        if (status === "confirmed") await moveEnrolmentTo(tx, actor, id, "active");
        await moveEnrolmentTo(tx, actor, id, endStatus(kinds));
      }
      await recordAudit(tx, actor, "cohort.closed", { kind: "cohort", id: cohortId });
      return ok(undefined);
    },
    { timeoutMs: 60_000 },
  );
}

const endStatus = (kinds: string[]) => {
  if (kinds.includes("achievement")) return "completed";
  return kinds.includes("participation") ? "participated" : "failed";
};
