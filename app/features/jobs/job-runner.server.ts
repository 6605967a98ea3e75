import { databaseKind, type Tx } from "#app/infra/db.server.ts";
import { graphileRunner } from "./graphile-runner.server.ts";
import { tableRunner } from "./table-runner.server.ts";

/* What decides when a job is tried: graphile-worker on PostgreSQL, the table itself on SQLite. What a job is, how far it
 * is and how it ended stands in our own row on both (docs/decisions/0013). */

/** Tries the job if it may be tried; `by` names the worker, for as long as it lives. */
export type Try = (id: string, by: string) => Promise<void>;

export type Runner = {
  /** In the transaction that changes the job: it is tried in so many milliseconds, and once more if it runs now. */
  wake: (tx: Tx, id: string, inMs: number) => Promise<void>;
  /** One job at a time. Answers how to stop, which waits until nothing runs any more. */
  start: (attempt: Try) => () => Promise<void>;
};

const runner: Runner = databaseKind === "postgresql" ? graphileRunner : tableRunner;

export const wakeJob: Runner["wake"] = (tx, id, inMs) => runner.wake(tx, id, inMs);
export const startRunner: Runner["start"] = (attempt) => runner.start(attempt);
