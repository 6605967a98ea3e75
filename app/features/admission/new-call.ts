import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { CallQuestion, CallWords } from "./call-forms.ts";
import type { Grid } from "./selection-grid.ts";

/** What the form of a new call begins with: open from today until four weeks before the course. */
export function newCallFor({ startDate }: { startDate: CalendarDay }, today: CalendarDay) {
  const closing = addDays(startDate, -28);
  const grid: Grid = { criteria: [], pass: 60 };
  const words: Record<string, CallWords> = {};
  const questions: CallQuestion[] = [];
  return {
    opensOn: today,
    closesOn: closing > today ? closing : startDate > today ? addDays(startDate, -1) : today,
    seats: "24",
    contact: "",
    words,
    questions,
    grid,
    version: 0,
  };
}
