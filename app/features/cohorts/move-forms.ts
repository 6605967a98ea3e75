import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

const Day = z.string().refine(isCalendarDay, "form:day");

export const PostponeForm = z.object({
  intent: z.enum(["postpone", "preview-postpone"]),
  startDate: Day,
  note: z.string().max(2000).default(""),
});
export type PostponeForm = z.output<typeof PostponeForm>;

export const RepeatForm = z.object({
  intent: z.literal("repeat"),
  startDate: Day,
  name: z.string().min(1).max(200),
});
export type RepeatForm = z.output<typeof RepeatForm>;

export const CancelForm = z.object({
  intent: z.enum(["cancel", "preview-cancel"]),
  reason: z.string().min(1).max(2000),
});

export const MoveForm = z.discriminatedUnion("intent", [PostponeForm, RepeatForm, CancelForm]);
