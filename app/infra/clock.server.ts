import { dayIn, type CalendarDay } from "#app/lib/calendar-day.ts";
import { env } from "./env.server.ts";

/** The instant; never moved, so sessions, deadlines and audit rows stay true in a demo. */
export const now = (): Date => new Date();

/** The civil date in a zone; FIXED_TODAY moves it in demos and tests. */
export const today = (timeZone = "UTC"): CalendarDay => env.FIXED_TODAY ?? dayIn(timeZone, now());
