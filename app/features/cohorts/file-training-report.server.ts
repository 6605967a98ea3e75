import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import type { ReportText } from "./report-forms.ts";
import { mayReview, maySubmit, mayWrite, type ReportState } from "./training-report.ts";

/** Saves what the trainer wrote; with `submit` it goes to whoever validates and is locked until returned. */
export async function writeReport(
  actor: Actor,
  cohortId: string,
  text: ReportText,
  { submit, version }: { submit: boolean; version: number },
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const report = await loadReport(tx, actor, cohortId);
    if (!report) return refuse("cohort.outside-reach");
    if (report.closed) return refuse("cohort.closed");
    const facts = { state: report.state, submittedBy: report.submittedBy };
    const allowed = submit ? maySubmit(facts, report.unverified) : mayWrite(facts);
    if (!allowed.ok) return allowed;
    const { count } = await tx.trainingReport.updateMany({
      where: { id: report.id, version },
      data: {
        ...text,
        ...(submit ? { state: "submitted", submittedAt: now(), submittedBy: actor.personId } : {}),
        version: { increment: 1 },
      },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(tx, actor, submit ? "training-report.submitted" : "training-report.written", {
      kind: "cohort",
      id: cohortId,
    });
    return ok(undefined);
  });
}

/** Somebody else's act: the report stands, or goes back with a note. */
export async function reviewReport(
  actor: Actor,
  cohortId: string,
  decision: "validate" | "return",
  { note, version }: { note: string; version: number },
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const report = await loadReport(tx, actor, cohortId);
    if (!report) return refuse("cohort.outside-reach");
    if (report.closed) return refuse("cohort.closed");
    const allowed = mayReview({ state: report.state, submittedBy: report.submittedBy }, actor.personId);
    if (!allowed.ok) return allowed;
    if (decision === "return" && !note) return refuse("report.note-needed");
    const { count } = await tx.trainingReport.updateMany({
      where: { id: report.id, version, state: "submitted" },
      data:
        decision === "validate"
          ? {
              state: "validated",
              validatedAt: now(),
              validatedBy: actor.personId,
              note,
              version: { increment: 1 },
            }
          : { state: "returned", note, version: { increment: 1 } },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      decision === "validate" ? "training-report.validated" : "training-report.returned",
      { kind: "cohort", id: cohortId },
    );
    return ok(undefined);
  });
}

/** The cohort's report, begun when it is first looked at by somebody who may write it. */
async function loadReport(tx: Tx, actor: Actor, cohortId: string) {
  const cohort = await tx.cohort.findFirst({
    where: { id: cohortId, ...cohortsRunBy(actor) },
    select: { closedAt: true, report: true, halfDays: { where: { verifiedAt: null }, select: { id: true } } },
  });
  if (!cohort) return null;
  const facts = { unverified: cohort.halfDays.length, closed: cohort.closedAt !== null };
  if (cohort.report) return { ...cohort.report, state: cohort.report.state as ReportState, ...facts };
  const id = newId();
  await tx.$executeRaw`INSERT INTO "TrainingReport" ("id", "cohortId", "state", "objectives", "deviations", "lessons", "incidents", "version")
    VALUES (${id}, ${cohortId}, 'draft', '', '', '', '', 0) ON CONFLICT ("cohortId") DO NOTHING`;
  const begun = await tx.trainingReport.findUniqueOrThrow({ where: { cohortId } });
  return { ...begun, state: begun.state as ReportState, ...facts };
}
