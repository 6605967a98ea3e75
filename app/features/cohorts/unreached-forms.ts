import * as z from "zod";
import { MEANS } from "#app/features/notifications/unreached.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

const message = z.string().min(1).max(100);

export const UnreachedForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("told"),
    message,
    means: z.enum(MEANS),
    day: z.string().refine(isCalendarDay, "form:day"),
  }),
  z.object({ intent: z.literal("take-back"), message }),
]);

/** As cards to work through, as a list to call along, as slips to hand out. */
export const UNREACHED_VIEWS = ["cards", "calls", "slips"] as const;
export type UnreachedView = (typeof UNREACHED_VIEWS)[number];
