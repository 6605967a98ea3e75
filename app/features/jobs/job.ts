/* Work that outlives the request that asked for it: a job is tried until it is done, or until it was tried in vain so
 * often that a person has to look. */

/** The night's work, by what each sweep is for; nobody asks for it. */
export const SWEEPS = [
  "purge-sessions",
  "purge-ways-in",
  "erase-passports",
  "erase-unnamed-files",
  "purge-done-jobs",
] as const;
export type Sweep = (typeof SWEEPS)[number];

export const JOB_KINDS = ["issue-certificates", "move-to-version", ...SWEEPS] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Interruptions count as tries: a job that takes the process down with it does not come back for ever. */
export const MOST_TRIES = 8;

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 15 * 60_000;
/** The part of a wait that is left to chance, so that what failed together is not tried together. */
const BY_CHANCE = 1 / 4;

/** Milliseconds from the end of try number `tries` (from 1) to the next: about 10, 20, 40 … seconds. `chance`: 0 to 1. */
export function waitAfterTry(tries: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
  return Math.round(longest * (1 - BY_CHANCE * (1 - chance)));
}

export const JOB_STATES = ["waiting", "running", "dead", "done"] as const;
export type JobState = (typeof JOB_STATES)[number];

export type JobFacts = { doneAt: Date | null; deadAt: Date | null; leasedUntil: Date | null };

/** A lease that ran out is one of a process that is gone: the job waits to be taken up again. */
export function jobState({ doneAt, deadAt, leasedUntil }: JobFacts, at: Date): JobState {
  if (doneAt) return "done";
  if (deadAt) return "dead";
  return leasedUntil && leasedUntil > at ? "running" : "waiting";
}
