import * as z from "zod";
import { NewDayForm } from "./day-forms.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const Reason = z.string().min(1).max(500);
const Id = z.string().min(1).max(60);

export const EmployerForm = z.discriminatedUnion("intent", [
  NewDayForm,
  z.object({ intent: z.literal("set-date"), date: Day, reason: Reason }),
  z.object({
    intent: z.literal("leave"),
    personId: Id,
    from: Day,
    until: z
      .union([z.literal(""), Day])
      .optional()
      .transform((day) => day || null),
    reason: Reason,
  }),
  z.object({ intent: z.literal("end-leave"), leaveId: Id, until: Day }),
  z.object({
    intent: z.literal("needs"),
    position: z.string().min(1).max(200),
    topics: z.array(z.string().max(60)).max(60).optional().default([]),
    from: Day,
  }),
  z
    .object({
      intent: z.literal("plan-refresher"),
      people: z.array(Id).min(1, "form:choose").max(500),
      courseVersionId: Id,
      name: z.string().min(1).max(200),
      place: z.string().min(1).max(200),
      startDate: Day,
      endDate: Day,
    })
    .refine(({ startDate, endDate }) => startDate <= endDate, {
      path: ["endDate"],
      message: "form:end-before-start",
    }),
  z.object({ intent: z.literal("recognise"), certificationId: Id, reason: Reason }),
]);
export type EmployerForm = z.output<typeof EmployerForm>;
