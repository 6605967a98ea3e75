import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";

/** What becomes of somebody's seat by another's hand. */
export type SeatNews = "withdrawn" | "no-show" | "deferred" | "confirmed" | "transferred";

/** Tells a participant what was done with their seat and why; who has no e-mail is told by whoever did it. */
export async function writeToParticipant(
  tx: Tx,
  enrolmentId: string,
  news: SeatNews,
  reason = "",
): Promise<void> {
  const { person, cohort, courseVersionId } = await tx.enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: {
      courseVersionId: true,
      person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } },
      cohort: { select: { name: true, startDate: true, endDate: true } },
    },
  });
  if (!person.email) return;
  const version = (await courseVersion(courseVersionId))!;
  const { t, date } = wordsFor(person.locale, person.timeZone);
  const params = {
    name: person.name,
    course: courseTitle(version.outline, person.locale).words,
    cohort: cohort.name,
    from: date(cohort.startDate),
    to: date(cohort.endDate),
    reason: reason ? `${reason}\n\n` : "",
    link: linkTo(news === "withdrawn" || news === "no-show" ? "/learn" : paths.myCourse(enrolmentId)),
  };
  await enqueue(tx, {
    key: `seat-${news}:${enrolmentId}:${now().getTime()}`,
    personId: person.id,
    address: person.email,
    kind: `seat-${news}`,
    locale: person.locale,
    subject: t(`cohorts.mail.seat.${news}.subject`, params),
    body: t(`cohorts.mail.seat.${news}.body`, params),
  });
}
