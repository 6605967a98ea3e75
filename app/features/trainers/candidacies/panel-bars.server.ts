import { allNow } from "#app/features/identity/who-now.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { loadPast } from "./candidacy-file.server.ts";
import { barsOfMember, type Bar } from "./impartiality.ts";
import { employersOf, trainedAmong } from "./judges.server.ts";

/** Why somebody may not sit on a panel about a person, from all that was ever recorded of that person's candidacies. */
export async function barsFromPanel(
  tx: Tx,
  memberId: string,
  concernedId: string,
  involved: readonly string[],
  day: CalendarDay,
): Promise<Bar[]> {
  const { ties, assessors, learntIn } = await loadPast(tx, concernedId);
  const employers = await employersOf(tx, [memberId, concernedId]);
  return barsOfMember(
    {
      personId: memberId,
      employers: employers(memberId),
      ties: ties.flatMap((tie) => (tie.personId === memberId ? [tie.tie] : [])),
      ownTrainer: (await trainedAmong(tx, memberId, learntIn, day)).length > 0,
    },
    { personId: concernedId, employers: employers(concernedId) },
    { assessors, involved: await allNow(tx, involved) },
    day,
  );
}
