import * as z from "zod";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { jobState, type JobKind, type JobState } from "./job.ts";
import { wakeJob } from "./job-runner.server.ts";

const DONE_KEPT_DAYS = 30;

type Reaching = Pick<Actor, "reach">;

/** Jobs are of everybody's cohorts at once: only who reaches all reads them. */
const jobsInReach = (actor: Reaching): Prisma.JobWhereInput => (reachesAll(actor) ? {} : { id: { in: [] } });

const OPEN = { doneAt: null, deadAt: null };

function inState(state: JobState | "", at: Date): Prisma.JobWhereInput {
  switch (state) {
    case "":
      return { doneAt: null };
    case "waiting":
      return { ...OPEN, OR: [{ leasedUntil: null }, { leasedUntil: { lte: at } }] };
    case "running":
      return { ...OPEN, leasedUntil: { gt: at } };
    case "dead":
      return { deadAt: { not: null } };
    case "done":
      return { doneAt: { not: null } };
  }
}

export type JobRow = {
  id: string;
  kind: JobKind;
  subjectId: string | null;
  state: JobState;
  /** Who asked for it; null: the platform itself. */
  by: string | null;
  createdAt: Date;
  runAfter: Date;
  attempts: number;
  lastError: string | null;
  done: number;
  of: number;
  /** How many a sweep erased, where it counts. */
  swept: number | null;
};

/** One page, the newest first; without a state all that is not done. */
export async function listJobs(actor: Reaching, state: JobState | "", place: Place) {
  const at = now();
  const backwards = place !== null && "before" in place;
  const beyond = place && ("before" in place ? { gt: place.before } : { lt: place.after });
  const found = await db.job.findMany({
    where: { AND: [jobsInReach(actor), inState(state, at), beyond ? { id: beyond } : {}] },
    orderBy: { id: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
  });
  const { rows, ...neighbours } = pageOf(found, PAGE_SIZE, { backwards, first: place === null });
  const names = await namesOf(rows.flatMap(({ createdBy }) => createdBy ?? []));
  return {
    ...neighbours,
    rows: rows.map((job): JobRow => {
      const { id, subjectId, createdBy, createdAt, runAfter, attempts, lastError } = job;
      return {
        id,
        kind: job.kind as JobKind,
        subjectId,
        state: jobState(job, at),
        by: createdBy === null ? null : (names.get(createdBy) ?? null),
        createdAt,
        runAfter,
        attempts,
        lastError,
        done: job.progressDone,
        of: job.progressOf,
        swept: sweptBy(job.outcome),
      };
    }),
  };
}

const Swept = z.object({ swept: z.int() });

const sweptBy = (outcome: string | null): number | null =>
  outcome === null ? null : (Swept.safeParse(JSON.parse(outcome)).data?.swept ?? null);

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

export const countDeadJobs = (actor: Reaching): Promise<number> =>
  db.job.count({ where: { AND: [jobsInReach(actor), { deadAt: { not: null } }] } });

/** From the beginning of its tries, on behalf of whoever asked for it; false when it is not dead or not within reach. */
export function retryJob(actor: Actor, id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { count } = await tx.job.updateMany({
      where: { AND: [{ id, deadAt: { not: null } }, jobsInReach(actor)] },
      data: { deadAt: null, attempts: 0, lastError: null, runAfter: now() },
    });
    if (count === 0) return false;
    await wakeJob(tx, id, 0);
    await recordAudit(tx, actor, "job.retried", { kind: "job", id });
    return true;
  });
}

/** The newest of its kind about something: how far it is, or how it ended. */
export const newestJobAbout = (kind: JobKind, subjectId: string) =>
  db.job.findFirst({
    where: { kind, subjectId },
    orderBy: { id: "desc" },
    select: {
      progressDone: true,
      progressOf: true,
      outcome: true,
      leasedUntil: true,
      doneAt: true,
      deadAt: true,
    },
  });

/** What is done is of no use to anybody after a while; what is dead stays until somebody has looked at it. */
export async function purgeDoneJobs(): Promise<void> {
  const doneAt = { lt: new Date(now().getTime() - DONE_KEPT_DAYS * 24 * 3_600_000) };
  await db.job.deleteMany({ where: { doneAt } });
}
