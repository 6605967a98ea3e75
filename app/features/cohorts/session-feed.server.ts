import ical from "ical-generator";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { MySession } from "./my-sessions.server.ts";
import { spanOf } from "./session.ts";

/** Whose feed it is, and the language they read it in. */
export type FeedHolder = { personId: string; locale: string };

/** A day of somebody's own that is no session: an exam, a last day for something. The id stays when it moves. */
export type FeedDay = {
  id: string;
  date: CalendarDay;
  summary: string;
  path: string;
  place?: string;
  /** Its instants, where it has hours. */
  hours?: { start: number; end: number };
};

/**
 * Somebody's sessions and days as iCalendar. Hours go out as instants (UTC), so that every calendar shows them right whatever it
 * knows of zones; a session without an hour takes the day.
 */
export function sessionFeed(
  sessions: readonly MySession[],
  locale: string,
  days: readonly FeedDay[] = [],
): string {
  const { t } = wordsFor(locale, "UTC");
  const calendar = ical({
    name: "Passbook",
    prodId: { company: "Passbook", product: "Passbook" },
    ttl: 3600,
  });
  for (const session of sessions) {
    const span = spanOf(session);
    const title = session.title || t(`cohorts.part.${session.part}`);
    const hours = span
      ? { start: new Date(span.start), end: new Date(span.end) }
      : { start: new Date(`${session.date}T00:00:00Z`), allDay: true };
    calendar.createEvent({
      id: `${session.id}@passbook`,
      ...hours,
      summary: `${session.cohort}: ${title}`,
      location: session.room || session.place,
      description:
        session.as === "learner"
          ? t("cohorts.days.zone", { zone: session.timeZone })
          : `${t(`cohorts.trainerRole.${session.as}`)}. ${t("cohorts.days.zone", { zone: session.timeZone })}`,
      ...(session.as === "learner" ? {} : { url: linkTo(paths.attendance(session.cohortId, session.id)) }),
    });
  }
  for (const { id, date, summary, path, place = "", hours } of days)
    calendar.createEvent({
      id: `${id}@passbook`,
      ...(hours
        ? { start: new Date(hours.start), end: new Date(hours.end) }
        : { start: new Date(`${date}T00:00:00Z`), allDay: true }),
      summary,
      location: place,
      url: linkTo(path),
    });
  return calendar.toString();
}
