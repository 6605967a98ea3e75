import { today } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { isOwnRecord, ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { around } from "./candidacy-file.server.ts";
import type { Bar } from "./impartiality.ts";
import { barsOn } from "./judges.server.ts";

/** Who has assessed somebody once may renew them; whoever is close to them may not. */
const OF_INTEREST: readonly Bar[] = ["same-employer", "relative", "line-manager"];

/**
 * Whether whoever decides on a certification, or somebody on whose behalf, works where its holder does, is a relative or
 * manages them: what bars a decision on a candidate bars the decisions after it.
 */
export async function hasConflict(
  tx: Tx,
  actor: Actor,
  holderId: string,
  scheme: Scheme,
  day: CalendarDay,
): Promise<boolean> {
  const about = await around({ personId: holderId }, scheme, false, tx);
  for (const personId of ownRecordsOf(actor)) {
    const bars = await barsOn("decide", personId, about, day, tx);
    if (bars.some((bar) => OF_INTEREST.includes(bar))) return true;
  }
  return false;
}

/** As who somebody stands before a holder: as themselves, with an interest of their own, or with none. */
export const standsAs = async (
  tx: Tx,
  actor: Actor,
  holderId: string,
  scheme: Scheme,
  day: CalendarDay = today(scheme.timeZone),
) => ({
  holderId,
  actorId: isOwnRecord(actor, holderId) ? holderId : actor.personId,
  conflict: await hasConflict(tx, actor, holderId, scheme, day),
});
