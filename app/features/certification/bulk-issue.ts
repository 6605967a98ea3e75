import * as z from "zod";
import { jobState, type JobFacts } from "#app/features/jobs/job.ts";
import type { Refusal } from "#app/lib/result.ts";

/* All certificates of a cohort that are due, issued as one job. Who was due is fixed when somebody presses the button;
 * what each gets is decided when their turn comes. */

export const BulkIssue = z.object({ cohortId: z.string(), enrolmentIds: z.array(z.string()) });
export type BulkIssue = z.infer<typeof BulkIssue>;

const Reason = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
/** Those who were due and got nothing, with the reason at that moment. */
export const BulkOutcome = z.object({
  refused: z.array(z.object({ enrolmentId: z.string(), reason: Reason })),
});
export type BulkOutcome = { refused: { enrolmentId: string; reason: Refusal }[] };

/** under-way: waits, runs, or is to be tried again; stopped: an administrator has to look at it. */
export type BulkState = "under-way" | "done" | "stopped";

export type BulkProgress = {
  state: BulkState;
  /** Who has theirs, by this job. */
  issued: number;
  of: number;
  refused: { enrolmentId: string; name: string; reason: Refusal }[];
};

type BulkJob = JobFacts & { progressDone: number; progressOf: number; outcome: string | null };

/** How long a page says how the last one ended. */
const TOLD_FOR = 24 * 3_600_000;

/** null: it is no longer news. `names` are those of the cohort, by enrolment. */
export function bulkProgress(
  job: BulkJob,
  names: ReadonlyMap<string, string>,
  at: Date,
): BulkProgress | null {
  const ended = job.doneAt ?? job.deadAt;
  if (ended && at.getTime() - ended.getTime() > TOLD_FOR) return null;
  const { refused } = job.outcome ? BulkOutcome.parse(JSON.parse(job.outcome)) : { refused: [] };
  return {
    state: stateOf(job, at),
    issued: job.progressDone - refused.length,
    of: job.progressOf,
    refused: refused.flatMap(({ enrolmentId, reason: { key, params } }) => {
      const name = names.get(enrolmentId);
      return name === undefined ? [] : [{ enrolmentId, name, reason: params ? { key, params } : { key } }];
    }),
  };
}

function stateOf(job: JobFacts, at: Date): BulkState {
  const state = jobState(job, at);
  if (state === "dead") return "stopped";
  return state === "done" ? "done" : "under-way";
}
