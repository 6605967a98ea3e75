import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { SUSPENSION_GROUNDS } from "./certification-acts.ts";

export const ProposeSuspensionForm = z.object({
  number: z.string().min(1).max(60),
  ground: z.enum(SUSPENSION_GROUNDS),
  reason: z.string().min(1).max(2000),
  evidence: z.string().min(1).max(2000),
});
export type ProposeSuspensionForm = z.output<typeof ProposeSuspensionForm>;

export const DecideProposalForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("suspend"),
    until: z.string().refine(isCalendarDay, "form:day"),
    reason: z.string().min(1).max(500),
  }),
  z.object({ intent: z.literal("decline"), reason: z.string().min(1).max(500) }),
]);
export type DecideProposalForm = z.output<typeof DecideProposalForm>;
