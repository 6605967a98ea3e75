import * as z from "zod";
import { ENDINGS } from "./ending.ts";
import { CERTIFICATE_KINDS } from "./issue-gate.ts";
import { PAPER_FORMS } from "./paper-log.ts";

const Id = z.string().min(1).max(100);
const Reason = z.string().min(1).max(500);

export const IssueForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("all") }),
  z.object({ intent: z.literal("one"), enrolmentId: Id, kind: z.enum(CERTIFICATE_KINDS) }),
]);
export type IssueForm = z.output<typeof IssueForm>;

/** Ending one takes two people: one says why, another confirms what they have read. And its log on paper. */
export const CertificateActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("correct"), reason: Reason, seen: z.string().max(100) }),
  z.object({ intent: z.literal("propose-ending"), as: z.enum(ENDINGS), reason: Reason }),
  z.object({ intent: z.literal("confirm-ending"), as: z.enum(ENDINGS), seen: z.string().max(100) }),
  z.object({ intent: z.literal("take-back-ending") }),
  ...PAPER_FORMS,
]);
