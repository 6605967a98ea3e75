import type { CalendarDay } from "#app/lib/calendar-day.ts";

/*
 * A trainer is replaced in the middle of a course: hours given stay with who gave them. What is verified is delivered, and
 * so is every day before today, whether or not its sheet has been verified yet.
 */

export type Held = { id: string; date: CalendarDay; verified: boolean; trainerIds: readonly string[] };

/** The half-days that pass from one trainer to the other. */
export const passingOver = (halfDays: readonly Held[], from: string, today: CalendarDay): string[] =>
  halfDays
    .filter(({ date, verified, trainerIds }) => !verified && date >= today && trainerIds.includes(from))
    .map(({ id }) => id);
