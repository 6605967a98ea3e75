import * as z from "zod";

export const EnrolForm = z.object({
  people: z.array(z.string().min(1).max(100)).min(1, "form:choose").max(500),
});

export const ParticipantForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("withdraw"), reason: z.string().min(1).max(500) }),
  z.object({ intent: z.literal("defer"), reason: z.string().min(1).max(500) }),
  z.object({ intent: z.literal("no-show") }),
  z.object({ intent: z.literal("return") }),
]);
export type ParticipantForm = z.output<typeof ParticipantForm>;

const reason = z.string().min(1).max(500);

/** Where a participant's seat or work goes: to another cohort, or to another person. */
export const PersonMoveForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("transfer"), toCohortId: z.string().min(1, "form:choose").max(100), reason }),
  z.object({ intent: z.literal("substitute"), identifier: z.string().min(1).max(254), reason }),
]);
