import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { actorNow } from "#app/features/identity/actor-now.server.ts";
import { enqueueJob } from "#app/features/jobs/jobs.server.ts";
import { GiveUp, type Run } from "#app/features/jobs/run-job.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { refuse } from "#app/lib/result.ts";
import { BulkIssue, type BulkOutcome } from "./bulk-issue.ts";
import { cohortQualifications } from "./cohort-qualifications.server.ts";
import { issueTo } from "./issue-certificates.server.ts";
import { currentTemplate } from "./templates.server.ts";

/**
 * Puts down one job for all who qualify now; pressed twice it is the one that is under way. Answers for how many; null:
 * the actor does not run such a cohort.
 */
export async function startBulkIssue(actor: Actor, cohortId: string): Promise<number | null> {
  const cohort = await findRunCohort(actor, cohortId);
  if (!cohort) return null;
  const participants = await cohortQualifications(cohort, actor.personId);
  const enrolmentIds = participants.filter(({ next }) => next?.ok).map(({ enrolmentId }) => enrolmentId);
  if (enrolmentIds.length === 0) return 0;
  const kind = "issue-certificates";
  const payload: BulkIssue = { cohortId, enrolmentIds };
  const job = {
    kind,
    payload,
    key: `${kind}:${cohortId}`,
    subjectId: cohortId,
    of: enrolmentIds.length,
  } as const;
  await inTransaction((tx) => enqueueJob(tx, actor, job));
  return enrolmentIds.length;
}

/**
 * The job itself: one transaction a person, so that killed between two of them it goes on where it was. Who got theirs
 * by an earlier try, or by hand meanwhile, is not asked again. Answers the certificates of this run.
 */
export async function issueInBulk(payload: unknown, run: Run): Promise<string[]> {
  const { cohortId, enrolmentIds } = BulkIssue.parse(payload);
  const actor = await actorNow(run.doer, "issue:certificates");
  const cohort = actor && (await findRunCohort(actor, cohortId));
  if (!actor || !cohort) throw new GiveUp("who asked for it may not issue these certificates any more");

  const participants = await cohortQualifications(cohort, actor.personId);
  const template = await currentTemplate(cohort.programme, "course");
  const byEnrolment = new Map(participants.map((participant) => [participant.enrolmentId, participant]));
  const open = enrolmentIds.filter((id) => byEnrolment.get(id)?.next !== null);
  const outcome: BulkOutcome = { refused: [] };
  const issued: string[] = [];
  let done = enrolmentIds.length - open.length;
  await run.step(done, outcome);
  for (const enrolmentId of open) {
    const participant = byEnrolment.get(enrolmentId);
    const answer = participant
      ? await issueTo(actor, cohort, template, participant, participant.next)
      : { enrolmentId, state: "refused" as const, reason: refuse("changed-meanwhile").reason };
    if (answer.state === "refused") outcome.refused.push({ enrolmentId, reason: answer.reason });
    if (answer.state === "issued") issued.push(answer.certificateId);
    await run.step((done += 1), outcome);
  }
  return issued;
}
