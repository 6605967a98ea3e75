import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Line = z.string().max(300).default("");

export const TravelForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("needs"),
    arrivesOn: z.union([z.literal(""), Day]).default(""),
    arrival: Line,
    diet: Line,
    access: Line,
    contactName: Line,
    contactPhone: z.string().max(40).default(""),
  }),
  z.object({
    intent: z.literal("passport"),
    name: z.string().min(1).max(120),
    number: z
      .string()
      .min(1)
      .max(20)
      .transform((text) => text.toUpperCase().replace(/\s/gu, ""))
      .refine((text) => /^[A-Z0-9]{4,20}$/.test(text), "form:format"),
    nationality: z.string().regex(/^[A-Z]{2}$/, "form:choose"),
    birthDate: Day,
    expiresOn: Day,
  }),
  z.object({ intent: z.literal("forget") }),
]);
export type TravelForm = z.output<typeof TravelForm>;
export type NeedsForm = Extract<TravelForm, { intent: "needs" }>;
export type PassportForm = Extract<TravelForm, { intent: "passport" }>;
