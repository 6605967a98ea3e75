import { now, today } from "#app/infra/clock.server.ts";
import type { Clock } from "./attempt.ts";

/** The instant, and the civil day where the cohort sits: its deadlines and days between attempts are kept there. */
export const clockFor = (timeZone: string): Clock => ({
  now: now().getTime(),
  today: today(timeZone),
  timeZone,
});
