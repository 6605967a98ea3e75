import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { paths } from "#app/lib/paths.ts";
import { OPEN_RATING, ratedBy } from "./observations.server.ts";

/** The days on which one is observed, or observes somebody there; who rates a recording has no day. */
export async function observationDays({ personId, locale }: FeedHolder): Promise<FeedDay[]> {
  const { t } = wordsFor(locale, "UTC");
  const open = { cancelledAt: null, settledAt: null };
  const [observed, observes] = await Promise.all([
    db.observation.findMany({
      where: { ...open, personId },
      orderBy: { id: "asc" },
      select: { id: true, day: true, place: true, candidacyId: true, certificationId: true },
    }),
    db.observationRating.findMany({
      where: {
        ...(await ratedBy(db, personId)),
        signedAt: null,
        source: "live",
        ...OPEN_RATING,
        observation: open,
      },
      orderBy: { id: "asc" },
      select: {
        id: true,
        observation: {
          select: { day: true, place: true, person: { select: { name: true } } },
        },
      },
    }),
  ]);
  return [
    ...observed.map(({ id, day, place, candidacyId, certificationId }) => ({
      id: `observed-${id}`,
      date: day,
      place,
      summary: t("observation.calendar.observed"),
      path: candidacyId ? paths.myCandidacy(candidacyId) : paths.myRenewal(certificationId ?? ""),
    })),
    ...observes.map(({ id, observation: { day, place, person } }) => ({
      id: `observes-${id}`,
      date: day,
      place,
      summary: t("observation.calendar.observes", { name: person.name }),
      path: paths.rating(id),
    })),
  ];
}
