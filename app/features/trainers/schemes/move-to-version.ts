import * as z from "zod";
import { jobState, type JobFacts } from "#app/features/jobs/job.ts";

/* Who is moved to a version that was published: certifications that run and candidacies that are open, one after another. */

export const MOVE_JOB = "move-to-version";

export const MoveToVersion = z.object({
  schemeId: z.string(),
  version: z.string(),
  /** Those that ran when it was published. */
  certifications: z.boolean(),
  certificationIds: z.array(z.string()).optional(),
  candidacyIds: z.array(z.string()),
  of: z.number().int(),
  /** Asked for after the publication: why, and who there was by then. */
  reason: z.string().optional(),
  askedAt: z.coerce.date().optional(),
  /** Whose role it was published by, where somebody stood in for them. */
  for: z.string().optional(),
});
export type MoveToVersion = z.infer<typeof MoveToVersion>;

/** Nobody is moved back: two versions may be on their way at once. */
export const isBehind = (versions: readonly { version: string }[], own: string, wanted: string): boolean => {
  const place = (version: string) => versions.findIndex((one) => one.version === version);
  return place(own) < place(wanted);
};

/** under-way: waits, runs, or is to be tried again; stopped: an administrator has to look at it. */
export type MoveProgress = { state: "under-way" | "done" | "stopped"; done: number; of: number };

const TOLD_FOR = 24 * 3_600_000;

/** How far the moves are; null: no longer news. */
export function moveProgress(
  job: JobFacts & { progressDone: number; progressOf: number },
  at: Date,
): MoveProgress | null {
  const ended = job.doneAt ?? job.deadAt;
  if (ended && at.getTime() - ended.getTime() > TOLD_FOR) return null;
  const state = jobState(job, at);
  return {
    state: state === "dead" ? "stopped" : state === "done" ? "done" : "under-way",
    done: job.progressDone,
    of: job.progressOf,
  };
}
