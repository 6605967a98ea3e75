import { setTimeout as pause } from "node:timers/promises";
import type { Runner as GraphileWorker } from "graphile-worker";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { log } from "#app/infra/log.server.ts";
import type { Runner, Try } from "./job-runner.server.ts";

/* On PostgreSQL: graphile-worker in its own schema says which of our jobs is to be tried, and when. Its rows hold the id
 * of ours and nothing else, so losing or doubling one of them neither loses nor doubles a job. */

const TASK = "passbook-job";
/** graphile-worker is told of a new job at once; this is for those that waited. */
const POLL_MS = 5_000;
const LOOK_FOR_LOST_MS = 5_000;
/** What nobody has begun so long after its time is called again. */
const OVERDUE_MS = 60_000;
const START_AGAIN_MS = 5_000;
const CONNECTIONS = 4;

export const graphileRunner: Runner = {
  async wake(tx, id, inMs) {
    await ensureSchema();
    // Running now, it gets a second row; waiting, its row is moved.
    await tx.$executeRaw(sql`
      SELECT 1 FROM graphile_worker.add_job(${TASK}::text, json_build_object('id', ${id}::text), job_key := ${id}::text,
        run_at := now() + ${inMs}::int * interval '1 millisecond')`);
  },

  start(attempt) {
    const stopping = new AbortController();
    let worker: GraphileWorker | null = null;
    const running = keepRunning(attempt, stopping.signal, (started) => (worker = started));
    const clock = setInterval(
      () =>
        callLostAgain().catch((error: unknown) => log.error({ err: error }, "lost jobs were not looked for")),
      LOOK_FOR_LOST_MS,
    ).unref();
    return async () => {
      stopping.abort();
      clearInterval(clock);
      await worker?.stop().catch(() => {}); // it has stopped by itself
      await running;
    };
  },
};

/** graphile-worker ends when its database is away for long; then it is started again. */
async function keepRunning(
  attempt: Try,
  stopping: AbortSignal,
  onStart: (worker: GraphileWorker) => void,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      const worker = await startWorker(attempt);
      onStart(worker);
      if (stopping.aborted) await worker.stop();
      await worker.promise;
    } catch (error) {
      log.warn({ err: error }, "graphile-worker ended");
    }
    if (!stopping.aborted)
      await pause(START_AGAIN_MS, undefined, { signal: stopping, ref: false }).catch(() => {});
  }
}

async function startWorker(attempt: Try): Promise<GraphileWorker> {
  await ensureSchema();
  const { run } = await import("graphile-worker");
  return run({
    ...(await connection()),
    concurrency: 1,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    parsedCronItems: [],
    taskList: {
      [TASK]: (payload, { job }) =>
        attempt((payload as { id: string }).id, job.locked_by ?? "graphile-worker"),
    },
  });
}

async function connection() {
  const { Logger } = await import("graphile-worker");
  const logger = new Logger(() => (level: string, message) => {
    if (level === "error") log.error({ said: message }, "graphile-worker");
    else if (level === "warning") log.warn({ said: message }, "graphile-worker");
    else log.debug({ said: message }, "graphile-worker");
  });
  return { connectionString: env.DATABASE_URL, maxPoolSize: CONNECTIONS, logger };
}

let schema: Promise<void> | null = null;

/** Once per process; also before the first job is put down, should that be sooner than the worker's start. */
function ensureSchema(): Promise<void> {
  schema ??= migrate().catch((error: unknown) => {
    schema = null;
    throw error;
  });
  return schema;
}

async function migrate(): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  await runMigrations(await connection());
}

/**
 * A process that was killed leaves its jobs leased, and its rows with graphile-worker locked for four hours: whoever
 * notices first calls them again. Safe to run at any time and twice.
 */
async function callLostAgain(): Promise<void> {
  await inTransaction(async (tx) => {
    const at = now();
    const lost = await tx.job.findMany({
      where: {
        doneAt: null,
        deadAt: null,
        OR: [
          { leasedUntil: { lt: at } },
          { leasedUntil: null, runAfter: { lt: new Date(at.getTime() - OVERDUE_MS) } },
        ],
      },
      take: 20,
      select: { id: true, leasedBy: true, leasedUntil: true, runAfter: true },
    });
    for (const job of lost) await callAgain(tx, job, at);
  });
}

type Lost = { id: string; leasedBy: string | null; leasedUntil: Date | null; runAfter: Date };

async function callAgain(tx: Tx, { id, leasedBy, leasedUntil, runAfter }: Lost, at: Date): Promise<void> {
  const { count } = await tx.job.updateMany({
    where: { id, leasedUntil, runAfter },
    data: { leasedBy: null, leasedUntil: null, runAfter: at },
  });
  if (count === 0) return;
  if (leasedBy)
    await tx.$executeRaw(sql`SELECT 1 FROM graphile_worker.force_unlock_workers(ARRAY[${leasedBy}::text])`);
  await graphileRunner.wake(tx, id, 0);
}
