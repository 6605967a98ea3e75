import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { MARKS, type HalfDayMark } from "./attendance.ts";
import { PARTS } from "./calendar.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Id = z.string().min(1).max(100);

/** Half-days added to the calendar: a stretch of days, weekdays left out, both halves or one. */
export const CalendarForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("plan"),
    first: Day,
    last: Day,
    without: z.array(z.coerce.number().int().min(1).max(7)).optional().default([]),
    parts: z.array(z.enum(PARTS)).min(1, "form:choose"),
    title: z.string().max(200).optional().default(""),
    contactMinutes: z.coerce.number().int().min(15).max(480),
  }),
  z.object({ intent: z.literal("remove"), halfDayId: Id }),
]);
export type CalendarForm = z.output<typeof CalendarForm>;

export type AttendanceEntry = HalfDayMark & { enrolmentId: string };

const PREFIX = "mark.";

/**
 * The sheet as posted: `mark.<enrolment>` and `minutes.<enrolment>`, one pair a person. Names that are no marks are
 * refused as a whole: half a sheet must not be saved.
 */
export const AttendanceForm = z
  .looseObject({
    intent: z.enum(["save", "verify"]).default("save"),
    reason: z.string().max(500).optional().default(""),
  })
  .transform((form, context) => {
    const entries: AttendanceEntry[] = [];
    for (const [name, value] of Object.entries(form)) {
      if (!name.startsWith(PREFIX) || value === "") continue;
      const enrolmentId = name.slice(PREFIX.length);
      const mark = z.enum(MARKS).safeParse(value);
      const minutes = z.coerce
        .number()
        .int()
        .min(0)
        .max(480)
        .safeParse(form[`minutes.${enrolmentId}`] || 0);
      if (!mark.success) context.addIssue({ code: "custom", path: [name], message: "form:choose" });
      if (!minutes.success)
        context.addIssue({ code: "custom", path: [`minutes.${enrolmentId}`], message: "form:number" });
      if (mark.success && minutes.success)
        entries.push({ enrolmentId, mark: mark.data, minutesMissed: minutes.data });
    }
    return { intent: form.intent, reason: form.reason, entries };
  });
export type AttendanceForm = z.output<typeof AttendanceForm>;
