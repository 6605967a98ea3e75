import { recordAudit } from "#app/features/audit/record.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { Scores } from "./selection-grid.ts";

const OPEN = ["received", "shortlisted", "waiting"];

/** One's own scores, given or given again until it is decided; nobody scores themselves. */
export async function scoreApplication(
  actor: Actor,
  cohortId: string,
  applicationId: string,
  scores: Scores,
  comment: string,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const application = await tx.application.findFirst({
      where: { id: applicationId, call: { cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } } },
      select: { state: true, personId: true },
    });
    if (!application) return refuse("cohort.closed");
    if (application.personId === actor.personId) return refuse("admission.own");
    if (!OPEN.includes(application.state)) return refuse("admission.decided");
    const row = { scores: JSON.stringify(scores), comment, scoredAt: now() };
    await tx.applicationScore.upsert({
      where: { applicationId_scorerId: { applicationId, scorerId: actor.personId } },
      update: row,
      create: { applicationId, scorerId: actor.personId, ...row },
    });
    await recordAudit(
      tx,
      actor,
      "application.scored",
      { kind: "application", id: applicationId },
      { scores },
    );
    return ok(undefined);
  });
}
