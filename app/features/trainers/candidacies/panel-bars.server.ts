import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { readEntry, WITH_EVENTS } from "./candidacy-file.server.ts";
import { readHistory } from "./candidacy-history.ts";
import { barsOfMember, type Bar } from "./impartiality.ts";
import { employersOfBoth, hasTrained } from "./judges.server.ts";

/** Why somebody may not sit on a panel about a person, from all that was ever recorded of that person's candidacies. */
export async function barsFromPanel(
  tx: Tx,
  memberId: string,
  concernedId: string,
  involved: readonly string[],
  day: CalendarDay,
): Promise<Bar[]> {
  const { ties, assessors } = await judgesEver(tx, concernedId);
  const employers = await employersOfBoth(tx, memberId, concernedId);
  const learntIn = await tx.enrolment.findMany({
    where: { personId: concernedId },
    select: { cohortId: true },
  });
  const cohorts = learntIn.map(({ cohortId }) => cohortId);
  return barsOfMember(
    {
      personId: memberId,
      employers: employers(memberId),
      ties: ties.flatMap((tie) => (tie.personId === memberId ? [tie.tie] : [])),
      ownTrainer: await hasTrained(tx, memberId, cohorts),
    },
    { personId: concernedId, employers: employers(concernedId) },
    { assessors, involved },
    day,
  );
}

/** Who has assessed them in any of their candidacies, and who is tied to them as any of those says. */
async function judgesEver(tx: Tx, personId: string) {
  const [book, candidacies, ratings] = await Promise.all([
    loadSchemes(tx),
    tx.candidacy.findMany({ where: { personId }, include: WITH_EVENTS }),
    tx.observationRating.findMany({
      where: { signedAt: { not: null }, observation: { candidacy: { personId } } },
      distinct: ["assessorId"],
      select: { assessorId: true },
    }),
  ]);
  const histories = candidacies.map((row) => readHistory(book.of(row), personId, row.events.map(readEntry)));
  return {
    ties: histories.flatMap(({ ties }) => ties),
    assessors: [
      ...histories.flatMap(({ assessors }) => assessors),
      ...ratings.map(({ assessorId }) => assessorId),
    ],
  };
}
