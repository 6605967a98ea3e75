import { AsyncResource } from "node:async_hooks";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { log } from "#app/infra/log.server.ts";
import type { Runner, Try } from "./job-runner.server.ts";

/* On SQLite: the table is looked through every few seconds, and at once when this process puts a job down. */

const EVERY_MS = 5_000;
/** A transaction that puts a job down has this long to end; after it the next look through the table finds the job. */
const SOON_MS = 20;

/** The workers of this process; more than one only in tests. */
const nudges = new Set<(inMs: number) => void>();

export const tableRunner: Runner = {
  async wake(_tx, _id, inMs) {
    for (const nudge of nudges) nudge(inMs + SOON_MS);
  },

  start(attempt) {
    const by = newId();
    const timers = new Set<NodeJS.Timeout>();
    let stopped = false;
    let working: Promise<void> = Promise.resolve();
    const work = () => {
      if (stopped) return;
      working = working
        .then(() => tryAllDue(attempt, by, () => stopped))
        .catch((error: unknown) => log.error({ err: error }, "jobs could not be looked for"));
    };
    // Out of the transaction that wakes a job: inside it no other may begin.
    const nudge = AsyncResource.bind((inMs: number) => {
      const timer = setTimeout(() => (timers.delete(timer), work()), inMs).unref();
      timers.add(timer);
    });
    nudges.add(nudge);
    const clock = setInterval(work, EVERY_MS).unref();
    work();
    return () => {
      stopped = true;
      nudges.delete(nudge);
      clearInterval(clock);
      timers.forEach((timer) => clearTimeout(timer));
      return working;
    };
  },
};

async function tryAllDue(attempt: Try, by: string, isOver: () => boolean): Promise<void> {
  for (let due = await findDue(); due && !isOver(); due = await findDue()) await attempt(due, by);
}

/** In a transaction: past whatever is being put down just now, and not counted among the statements of a page. */
const findDue = async (): Promise<string | undefined> => {
  const due = await inTransaction((tx) =>
    tx.job.findFirst({
      where: {
        doneAt: null,
        deadAt: null,
        runAfter: { lte: now() },
        OR: [{ leasedUntil: null }, { leasedUntil: { lt: now() } }],
      },
      orderBy: { runAfter: "asc" },
      select: { id: true },
    }),
  );
  return due?.id;
};
