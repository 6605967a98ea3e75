import { ownersOf } from "#app/features/identity/who-now.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { fromConsensus } from "./calibration.ts";
import { agreedScoresOf, OPEN_RATING, ratingFrom } from "./observations.server.ts";
import { scoresIn } from "./rating.ts";

export type RatedRecording = {
  personId: string;
  on: CalendarDay;
  place: string;
  /** From the consensus, in hundredths of a mark. */
  difference: number;
};

/** Recordings that these people rated as the second one, of observations that are settled; the newest first. */
export async function ratedRecordings(tx: Tx, who: Prisma.PersonWhereInput): Promise<RatedRecording[]> {
  const people = await tx.person.findMany({ where: who, select: { id: true } });
  const owners = await ownersOf(
    tx,
    people.map(({ id }) => id),
  );
  const rows = await tx.observationRating.findMany({
    where: {
      ...OPEN_RATING,
      assessorId: { in: [...owners.keys()] },
      turn: 2,
      source: "video",
      signedAt: { not: null },
      observation: { settledAt: { not: null }, cancelledAt: null },
    },
    orderBy: [{ observation: { day: "desc" } }, { id: "desc" }],
    include: {
      entries: true,
      observation: {
        include: {
          ratings: { where: { ...OPEN_RATING, turn: 1 }, include: { entries: true } },
          agreed: { orderBy: { number: "asc" } },
        },
      },
    },
  });
  return rows.flatMap(({ assessorId, entries, observation }) => {
    const { day: on, place, ratings, agreed } = observation;
    const [own, other] = [entries, ratings[0]?.entries ?? []].map((all) => scoresIn(ratingFrom(all)));
    const difference = fromConsensus(own!, other!, agreedScoresOf(agreed));
    return difference === null ? [] : [{ personId: owners.get(assessorId)!, on, place, difference }];
  });
}
