import * as z from "zod";
import { isCalendarDay, type CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * A code on a poster lets those who are asked to come enrol themselves: in one cohort, until a day, as many as there are
 * seats. It is typed from a wall by people in a hurry, so letters that look like digits are read as them. A code that
 * is unknown, has ended or belongs to a closed cohort is answered alike: nobody learns by trying which codes there are.
 */

/** 40 bits: out of reach for guessing at the pace that is let through. */
export const CODE_LETTERS = 8;

export const writtenCode = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");

/** What was typed or scanned, as it is stored; null where it is no code. */
export function readEnrolmentCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/gu, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null;
}

export type CodeFacts = {
  /** The last day it lets in, in the cohort's zone. */
  closesOn: CalendarDay;
  cohortClosed: boolean;
  today: CalendarDay;
};

export const isOpen = ({ closesOn, cohortClosed, today }: CodeFacts): boolean =>
  !cohortClosed && today <= closesOn;

export const CodeForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("make"),
    closesOn: z.string().refine(isCalendarDay, "form:day"),
    seats: z.union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(10_000)]),
  }),
  z.object({ intent: z.literal("end") }),
]);
