/** What may wait for a member of staff, the most urgent first. */
export const WORK_KINDS = [
  "mail-failed",
  "jobs-dead",
  "answers-to-mark",
  "half-days-to-verify",
  "names-to-confirm",
  "plans-to-review",
  "reports-to-validate",
  "cohorts-to-close",
  "first-sign-ins",
  "not-reached",
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export type WorkLine = { kind: WorkKind; count: number; href: string };
