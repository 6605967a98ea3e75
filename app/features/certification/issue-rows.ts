import type { Refusal } from "#app/lib/result.ts";
import type { CertificateKind } from "./issue-gate.ts";

/** What the page of a cohort's certificates shows of them. */
export type IssueRow = {
  enrolmentId: string;
  name: string;
  printedName: string | null;
  nameConfirmed: boolean;
  held: { id: string; number: string; kind: CertificateKind; revoked: boolean; inError: boolean }[];
  due: CertificateKind | null;
  /** Why nothing is due, or why what is due or held is not achievement. */
  because: Refusal | null;
};

/** Which participants the page of a cohort's certificates may be narrowed to. */
export const ISSUE_FILTERS = ["due", "refused", "name-open", "held"] as const;
export type IssueFilter = (typeof ISSUE_FILTERS)[number];
