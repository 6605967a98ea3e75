import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { JobKind } from "./job.ts";

const DONE_KEPT_DAYS = 30;

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
