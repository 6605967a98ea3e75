import { addDays, dayIn, endOfDay, type CalendarDay } from "#app/lib/calendar-day.ts";

/* First-sign-in codes (decisions 24): 10 Crockford characters on a printed card, single use, valid until 14 days
 * after the course starts. A code re-issued later than that still needs some days to reach its person. */

export const CODE_LENGTH = 10;
const DAYS_AFTER_START = 14;
const DAYS_AT_LEAST = 7;
const DAYS_WITHOUT_COURSE = 14;
const DAY = 86_400_000;

/** The code as stored and compared, or null when this cannot be one. Forgiving of how people copy from paper. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}._]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return code.length === CODE_LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(code) ? code : null;
}

export const groupCode = (code: string): string =>
  `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;

export type CourseStart = { startDate: CalendarDay; timeZone: string };

/** Epoch milliseconds; ends with the day in the course's zone. */
export function codeValidUntil(course: CourseStart | null, now: number): number {
  if (!course) return now + DAYS_WITHOUT_COURSE * DAY;
  const { startDate, timeZone } = course;
  const soonest = addDays(dayIn(timeZone, { getTime: () => now }), DAYS_AT_LEAST);
  const planned = addDays(startDate, DAYS_AFTER_START);
  return endOfDay(planned > soonest ? planned : soonest, timeZone);
}
