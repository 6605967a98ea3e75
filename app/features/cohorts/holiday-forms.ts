import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { COUNTRIES } from "#app/lib/countries.ts";
import { LONGEST_NAME } from "./holidays.ts";

const country = z.string().refine((code) => COUNTRIES.includes(code), "form:choose");

export const HolidayForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("add"),
    country,
    date: z.string().refine(isCalendarDay, "form:day"),
    name: z.string().min(1).max(LONGEST_NAME),
  }),
  z.object({ intent: z.literal("import"), country, text: z.string().min(1).max(20_000) }),
  z.object({ intent: z.literal("remove"), id: z.string().min(1).max(100) }),
]);
