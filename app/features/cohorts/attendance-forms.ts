import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { MARKS, type HalfDayMark, type Mark } from "./attendance.ts";
import { PARTS } from "./calendar.ts";
import { isClockTime, TRAINER_ROLES } from "./session.ts";

const Day = z.string().refine(isCalendarDay, "form:day");
const ClockTime = z
  .union([z.literal(""), z.string().refine(isClockTime, "form:clock-time")])
  .optional()
  .default("");
const Id = z.string().min(1).max(100);
const Person = z.string().min(1, "form:choose").max(100);

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
    amStarts: ClockTime,
    pmStarts: ClockTime,
    room: z.string().max(300).optional().default(""),
  }),
  z.object({ intent: z.literal("remove"), halfDayId: Id }),
  z.object({ intent: z.literal("replace"), from: Person, to: Person }),
]);
export type CalendarForm = z.output<typeof CalendarForm>;

const Minutes = z.coerce.number().int().min(0).max(480);
const ShownMark = z.enum([...MARKS, "none"]).optional();

const TRAINER = "trainer-";

/** One session: `trainer-<person>` holds a role or nothing. */
export const SessionForm = z
  .looseObject({
    title: z.string().max(200).default(""),
    startsAt: ClockTime,
    room: z.string().max(300).default(""),
    contactMinutes: z.coerce.number().int().min(15).max(480),
    modules: z.array(z.string().max(100)).max(100).default([]),
  })
  .transform((form) => {
    const { title, startsAt, room, contactMinutes, modules } = form;
    const trainers = Object.entries(form).flatMap(([name, value]) => {
      const role = TRAINER_ROLES.find((each) => each === value);
      return name.startsWith(TRAINER) && role ? [{ id: name.slice(TRAINER.length), role }] : [];
    });
    return { title, startsAt, room, contactMinutes, modules, trainers };
  });
export type SessionForm = z.output<typeof SessionForm>;

export const trainerField = (personId: string): string => `${TRAINER}${personId}`;

/** The mark the page showed when this one was given: "none", or nothing where it is not known. */
export type Shown = Mark | "none";

/** `who` is the end of an enrolment's id (see `shortOf`), or all of it. */
export type AttendanceEntry = HalfDayMark & { who: string; shown?: Shown | undefined };

/** The random end of an id, 48 bits: a sheet of thirty then fits into one packet on a bad line. */
export const shortOf = (enrolmentId: string): string => enrolmentId.slice(-12);

const PREFIX = "m.";

/**
 * The sheet as posted: `m.<who>` the mark, `n.<who>` the minutes missed and, from the page's enhancement, `s.<who>` the
 * mark that was shown before (`s` alone: where a person has none of their own). Names that are no marks are refused as a whole: half a sheet must not be saved.
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
      const who = name.slice(PREFIX.length);
      const mark = z.enum(MARKS).safeParse(value);
      const minutes = Minutes.safeParse(form[`n.${who}`] || 0);
      const shown = ShownMark.safeParse(form[`s.${who}`] ?? form["s"]);
      if (!mark.success) context.addIssue({ code: "custom", path: [name], message: "form:choose" });
      if (!minutes.success) context.addIssue({ code: "custom", path: [`n.${who}`], message: "form:number" });
      if (mark.success && minutes.success)
        entries.push({ who, mark: mark.data, minutesMissed: minutes.data, shown: shown.data });
    }
    return { intent: form.intent, reason: form.reason, entries };
  });
export type AttendanceForm = z.output<typeof AttendanceForm>;
