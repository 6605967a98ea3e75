import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * The end-of-training report (domain §6.1, 26): written by the trainer, submitted, and validated by somebody
 * else, who may also return it with a note. A validated report opens the gate for achievement certificates.
 */

export const REPORT_STATES = ["draft", "submitted", "returned", "validated"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export type ReportFacts = { state: ReportState; submittedBy: string | null };

export const maySubmit = ({ state }: ReportFacts, unverifiedHalfDays: number): Result<void> => {
  if (state === "submitted") return refuse("report.already-submitted");
  if (state === "validated") return refuse("report.already-validated");
  return unverifiedHalfDays > 0
    ? refuse("report.attendance-unverified", { count: unverifiedHalfDays })
    : ok(undefined);
};

export const mayReview = ({ state, submittedBy }: ReportFacts, reviewer: string): Result<void> => {
  if (state === "validated") return refuse("report.already-validated");
  if (state !== "submitted") return refuse("report.not-submitted");
  return submittedBy === reviewer ? refuse("report.own") : ok(undefined);
};

export const mayWrite = ({ state }: ReportFacts): Result<void> =>
  state === "draft" || state === "returned" ? ok(undefined) : refuse("report.locked");
