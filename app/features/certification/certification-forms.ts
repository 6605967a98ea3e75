import * as z from "zod";
import { CERTIFICATE_KINDS } from "./issue-gate.ts";

const Id = z.string().min(1).max(100);
const Reason = z.string().min(1).max(500);

export const IssueForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("all") }),
  z.object({ intent: z.literal("one"), enrolmentId: Id, kind: z.enum(CERTIFICATE_KINDS) }),
]);
export type IssueForm = z.output<typeof IssueForm>;

/** Revoking takes two steps: the reason first, then the consequence read and confirmed. */
export const CertificateActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("correct"), reason: Reason, seen: z.string().max(100) }),
  z.object({ intent: z.literal("ask-revoke"), reason: Reason }),
  z.object({ intent: z.literal("revoke"), reason: Reason }),
]);
