import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { licenceDays } from "#app/features/licences/licence-days.server.ts";
import { candidacyDays } from "#app/features/trainers/candidacies/candidacy-days.server.ts";
import { examDays } from "#app/features/trainers/exams/exam-days.server.ts";
import { observationDays } from "#app/features/trainers/observations/observation-days.server.ts";
import { seatDays } from "#app/features/trainers/panels/my-seats.server.ts";
import { renewalDays } from "#app/features/trainers/renewal/renewal-days.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/**
 * Days somebody has to keep, of every feature: each once, under an id that stays when it moves. What does not hold any more is
 * not among them, so that it goes from a calendar that reads them again.
 */
export async function ownDays(holder: FeedHolder, from: CalendarDay): Promise<FeedDay[]> {
  const days = await Promise.all([
    examDays(holder, from),
    observationDays(holder),
    candidacyDays(holder),
    seatDays(holder),
    renewalDays(holder),
    licenceDays(holder),
  ]);
  return days.flat().sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}
