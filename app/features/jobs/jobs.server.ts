import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { SWEEPS, type JobKind } from "./job.ts";
import { wakeJob } from "./job-runner.server.ts";

export type NewJob = {
  kind: JobKind;
  /** Ids only: what the handler needs, read again by its own schema. */
  payload: unknown;
  /** What it is about, once: the same key again is the job that is there, until that is done. */
  key: string | null;
  /** Whose page shows how far it is. */
  subjectId: string | null;
  /** How many steps it will have. */
  of: number;
};

/**
 * Puts a job down in the transaction of the act that asks for it; it runs afterwards, and not at all when that is
 * rolled back. A dead one with the same key begins anew. Answers the id.
 */
export async function enqueueJob(tx: Tx, doer: Doer, job: NewJob): Promise<string> {
  const put = await putDown(tx, doer, job);
  if (put === null) {
    const there = await tx.job.findUnique({ where: { key: job.key! }, select: { id: true } });
    return there?.id ?? enqueueJob(tx, doer, job); // done between the two statements, so the key is free
  }
  await wakeJob(tx, put, 0);
  await recordAudit(
    tx,
    doer,
    "job.asked",
    { kind: "job", id: put },
    { kind: job.kind, about: job.subjectId },
  );
  return put;
}

const PLATFORM: Doer = { personId: null, requestId: "sweep" };
/** An hour's grace: a clock that asks every hour does not drift through the day. */
const SWEEP_AGAIN_MS = 23 * 3_600_000;

/**
 * Puts the night's work down: each sweep once a day, however many processes ask. One that was tried in vain stays where
 * an administrator sees it, and is not put down again before they have looked.
 */
export async function putDownSweeps(): Promise<void> {
  const lately = new Date(now().getTime() - SWEEP_AGAIN_MS);
  for (const kind of SWEEPS) {
    await inTransaction(async (tx) => {
      const where = { kind, OR: [{ doneAt: null }, { createdAt: { gt: lately } }] };
      if (await tx.job.findFirst({ where, select: { id: true } })) return;
      const put = await putDown(tx, PLATFORM, { kind, payload: {}, key: kind, subjectId: null, of: 1 });
      if (put) await wakeJob(tx, put, 0);
    });
  }
}

/** null: the job of this key waits or runs already. */
async function putDown(
  tx: Tx,
  { personId }: Doer,
  { kind, payload, key, subjectId, of }: NewJob,
): Promise<string | null> {
  const at = now();
  const [row] = await tx.$queryRaw<{ id: string }[]>(sql`
    INSERT INTO "Job" ("id", "kind", "payload", "subjectId", "key", "createdBy", "createdAt", "runAfter", "attempts",
      "progressDone", "progressOf")
    VALUES (${newId()}, ${kind}, ${JSON.stringify(payload)}, ${subjectId}, ${key}, ${personId}, ${at}, ${at}, ${0},
      ${0}, ${of})
    ON CONFLICT ("key") DO UPDATE SET
      "payload" = excluded."payload", "createdBy" = excluded."createdBy", "runAfter" = excluded."runAfter",
      "attempts" = 0, "leasedBy" = NULL, "leasedUntil" = NULL, "lastError" = NULL, "progressDone" = 0,
      "progressOf" = excluded."progressOf", "outcome" = NULL, "deadAt" = NULL
      WHERE "Job"."deadAt" IS NOT NULL
    RETURNING "id"`);
  return row?.id ?? null;
}
