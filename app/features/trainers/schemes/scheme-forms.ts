import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

export const SchemeIntent = z.object({ intent: z.enum(["publish", "discard"]) });

/** "save", "add", or "up", "down" and "remove" with the key of what is asked (asked.ts). */
export const PartIntent = z.object({
  intent: z
    .string()
    .regex(/^(save|add|(up|down|remove) [a-z.-]{1,60})$/, "form:choose")
    .transform((said) => {
      const [act = "save", key = ""] = said.split(" ");
      return { act: act as "save" | "add" | "up" | "down" | "remove", key };
    }),
  /** What the list was when the form was drawn. */
  asked: z.string().max(2000).default(""),
  add: z.string().max(60).default(""),
});
export type PartIntent = z.output<typeof PartIntent>;

const Day = z.string().refine(isCalendarDay, "form:day");

/** A call for candidates, or the end of one. */
export const SchemeCallForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make"), opensOn: Day, closesOn: Day }),
  z.object({ intent: z.literal("end"), callId: z.string().min(1).max(60) }),
]);

const Ids = z.array(z.string().max(60)).max(500).default([]);

/** Moving those who are ticked, or everybody, to the version that holds. */
export const MoveForm = z.object({
  version: z.string().max(20),
  everybody: z.literal("yes").optional(),
  everyHolder: z.literal("yes").optional(),
  candidacies: Ids,
  certifications: Ids,
  reason: z.string().min(3).max(500),
});

export const PublishForm = z.object({
  step: z.enum(["figures", "bridging"]),
  certifications: z.enum(["keep", "move"]),
  /** What was looked at (scheme-text.ts), and the version it follows. */
  seen: z.string(),
  over: z.string().max(20),
  everybody: z.literal("yes").optional(),
  candidacies: Ids,
  reason: z.string().min(3).max(500),
  confirm: z.literal("yes", "form:confirm-seen"),
});
