import { whoNow } from "#app/features/identity/who-now.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { around } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { barsDespite, type Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { barsOn } from "#app/features/trainers/candidacies/judges.server.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { OPEN_RATING, ratingFrom, settledScores } from "./observations.server.ts";
import { saidOf } from "./rating.ts";

/* Deliveries that were rated on the twelve criteria, as a renewal counts them. */

export type ObservedDelivery = {
  id: string;
  personId: string;
  on: CalendarDay;
  place: string;
  scores: Scores;
  /** What the first assessor says to whoever was observed. */
  feedback: string;
  /** As who they are by now. */
  raters: readonly { personId: string; name: string; excepted: boolean }[];
};

/** Settled ones under a scheme, the newest first: of holders, and of candidates who have become holders. */
export async function renewalObservations(
  tx: Tx,
  who: Prisma.PersonWhereInput,
  schemeId: string,
): Promise<ObservedDelivery[]> {
  const rows = await tx.observation.findMany({
    where: {
      person: who,
      settledAt: { not: null },
      OR: [{ certification: { schemeId } }, { candidacy: { schemeId } }],
    },
    orderBy: [{ day: "desc" }, { id: "desc" }],
    include: {
      ratings: { where: OPEN_RATING, orderBy: { turn: "asc" }, include: { entries: true } },
      agreed: { orderBy: { number: "asc" } },
    },
  });
  const rated = rows.flatMap(({ ratings }) => ratings.map(({ assessorId }) => assessorId));
  const now = await whoNow(tx, rated);
  const raters = await tx.person.findMany({
    where: { id: { in: rated.map(now) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(raters.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    on: row.day,
    place: row.place,
    scores: settledScores(row),
    feedback: saidOf(ratingFrom(row.ratings[0]?.entries ?? []), "feedback")?.text ?? "",
    raters: row.ratings.map(({ assessorId, exception }) => ({
      personId: now(assessorId),
      name: nameOf.get(now(assessorId)) ?? "",
      excepted: exception !== "",
    })),
  }));
}

/** With what bars those who rated, as far as the register knows it today of the day they observed. */
export async function withBars<Seen extends ObservedDelivery>(
  tx: Tx,
  holder: { personId: string },
  scheme: Scheme,
  observed: readonly Seen[],
): Promise<(Seen & { bars: readonly Bar[] })[]> {
  const about = observed.length > 0 ? await around(holder, scheme, true, tx) : null;
  const found: (Seen & { bars: readonly Bar[] })[] = [];
  for (const seen of observed) {
    const bars = new Set<Bar>();
    for (const { personId, excepted } of seen.raters)
      for (const bar of barsDespite(await barsOn("assess", personId, about!, seen.on, tx), excepted))
        bars.add(bar);
    found.push({ ...seen, bars: [...bars] });
  }
  return found;
}
