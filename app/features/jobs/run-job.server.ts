import type { Doer } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { log } from "#app/infra/log.server.ts";
import { MOST_TRIES, waitAfterTry, type JobKind } from "./job.ts";
import { startRunner, wakeJob } from "./job-runner.server.ts";

/* Whoever counts a try has the job, for as long as they keep saying so: each statement that changes it asks for that
 * try. A process that was killed stops saying so, and the next one takes the job up from what stands in the database. */

const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
const LONGEST_REASON = 200;

/** What a handler knows of its job, and says of it. */
export type Run = {
  id: string;
  /** Who asked for it; audit lines lead back to the job. */
  doer: Doer;
  /** After each piece of work, which stands on its own: how far it is. Throws when the job is no longer ours. */
  step: (done: number, outcome: unknown) => Promise<void>;
};

/** Does the whole work or what is left of it: it may be called again after any of its steps. */
export type Handler = (payload: unknown, run: Run) => Promise<void>;
export type Handlers = Record<JobKind, Handler>;

/** Thrown by a handler: no further try will help. The reason is for the administrator. */
export class GiveUp extends Error {}
class LeaseLost extends Error {}
class Stopping extends Error {}

/** Runs what is due until it is stopped; a job under way stops after its next step, and the next process goes on. */
export function startJobs(handlers: Partial<Handlers>): () => Promise<void> {
  const stopping = new AbortController();
  const stop = startRunner((id, by) => tryJob(handlers, id, by, stopping.signal));
  return () => {
    stopping.abort();
    return stop();
  };
}

type Claimed = { id: string; kind: string; payload: string; createdBy: string | null; attempts: number };

export async function tryJob(
  handlers: Partial<Handlers>,
  id: string,
  by: string,
  stopping?: AbortSignal,
): Promise<void> {
  const job = stopping?.aborted ? null : await claim(id, by);
  if (!job) return;
  const own = { id, leasedBy: by, attempts: job.attempts, doneAt: null, deadAt: null };
  const say = async (data: Partial<{ progressDone: number; outcome: string }>) => {
    const { count } = await db.job.updateMany({ where: own, data: { ...data, leasedUntil: leaseFromNow() } });
    if (count === 0) throw new LeaseLost();
    if (stopping?.aborted) throw new Stopping();
  };
  const renewing = setInterval(() => void say({}).catch(() => {}), RENEW_MS).unref();
  try {
    if (job.attempts > MOST_TRIES) throw new GiveUp("interrupted each time");
    const handler = handlers[job.kind as JobKind];
    if (!handler) throw new Error(`nothing here handles ${job.kind}`);
    await handler(JSON.parse(job.payload), {
      id,
      doer: { personId: job.createdBy, requestId: id },
      step: (progressDone, outcome) => say({ progressDone, outcome: JSON.stringify(outcome) }),
    });
    await db.job.updateMany({ where: own, data: { ...ENDED, key: null, lastError: null, doneAt: now() } });
  } catch (error) {
    await putBack(own, error);
  } finally {
    clearInterval(renewing);
  }
}

const ENDED = { leasedBy: null, leasedUntil: null };
const leaseFromNow = () => new Date(now().getTime() + LEASE_MS);

/** null: it is done, dead, or somebody else's. */
function claim(id: string, by: string): Promise<Claimed | null> {
  return inTransaction(async (tx) => {
    const job = await tx.job.findFirst({
      where: { id, doneAt: null, deadAt: null, OR: [{ leasedUntil: null }, { leasedUntil: { lt: now() } }] },
      select: { id: true, kind: true, payload: true, createdBy: true, attempts: true, leasedUntil: true },
    });
    if (!job) return null;
    const { attempts, leasedUntil } = job;
    const { count } = await tx.job.updateMany({
      where: { id, attempts, leasedUntil, doneAt: null, deadAt: null },
      data: { attempts: { increment: 1 }, leasedBy: by, leasedUntil: leaseFromNow() },
    });
    return count === 1 ? { ...job, attempts: attempts + 1 } : null;
  });
}

type Own = { id: string; leasedBy: string; attempts: number; doneAt: null; deadAt: null };

async function putBack(own: Own, error: unknown): Promise<void> {
  const { id, attempts } = own;
  if (error instanceof LeaseLost) return log.warn({ jobId: id }, "a job was taken up by another worker");
  if (error instanceof Stopping) return tryAgainIn(own, 0, { attempts: attempts - 1 });
  const lastError = reasonOf(error);
  log.warn({ jobId: id, tries: attempts, err: error }, "a job failed");
  if (error instanceof GiveUp || attempts >= MOST_TRIES)
    await db.job.updateMany({ where: own, data: { ...ENDED, lastError, deadAt: now() } });
  else await tryAgainIn(own, waitAfterTry(attempts, Math.random()), { lastError });
}

const tryAgainIn = (
  own: Own,
  ms: number,
  data: { attempts: number } | { lastError: string },
): Promise<void> =>
  inTransaction(async (tx) => {
    const runAfter = new Date(now().getTime() + ms);
    const { count } = await tx.job.updateMany({ where: own, data: { ...ENDED, ...data, runAfter } });
    if (count === 1) await wakeJob(tx, own.id, ms);
  });

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n").filter(Boolean).join(" ").slice(0, LONGEST_REASON) || "unknown";
}
