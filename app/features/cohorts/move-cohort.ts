import { addDays, daysBetween, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A cohort moved or repeated: every day of it goes by the same number of days, so that what stood on its third morning
 * stands there again. Attendance that was taken holds a cohort where it is.
 */

export type Moving = { startDate: CalendarDay; endDate: CalendarDay; closed: boolean };

/** By how many days everything moves to begin on the new day. */
export const shiftTo = ({ startDate }: Pick<Moving, "startDate">, begins: CalendarDay): number =>
  daysBetween(startDate, begins);

export function mayPostpone(
  cohort: Moving,
  begins: CalendarDay,
  marks: number,
  today: CalendarDay,
): Result<number> {
  if (cohort.closed) return refuse("cohort.closed");
  if (marks > 0) return refuse("cohort.has-begun");
  if (begins < today) return refuse("cohort.in-the-past");
  const shift = shiftTo(cohort, begins);
  return shift === 0 ? refuse("cohort.same-day") : ok(shift);
}

export const moved = (cohort: Omit<Moving, "closed">, shift: number) => ({
  startDate: addDays(cohort.startDate, shift),
  endDate: addDays(cohort.endDate, shift),
});
