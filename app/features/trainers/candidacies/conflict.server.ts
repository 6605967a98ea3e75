import { today } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { isOwnRecord, ownRecordsOf, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { loadPasts } from "./candidacy-file.server.ts";
import { barsOf, isByEmployer, type Bar } from "./impartiality.ts";
import { employersOf } from "./judges.server.ts";

/** Who has assessed somebody once may renew them; whoever is close to them may not. */
const OF_INTEREST: readonly Bar[] = ["same-employer", "relative", "line-manager"];

/**
 * Whether whoever decides on a certification, or somebody on whose behalf, works where its holder does, is a relative or
 * manages them: what bars a decision on a candidate bars the decisions after it.
 */
export const hasConflict = async (
  tx: Tx,
  actor: Actor,
  holderId: string,
  scheme: Scheme,
  day: CalendarDay,
): Promise<boolean> => (await conflictsWith(tx, actor, [holderId], scheme, day)).has(holderId);

/** With which of these holders, asked of all of them at once. */
export async function conflictsWith(
  tx: Tx,
  actor: Actor,
  holders: readonly string[],
  { kind }: Pick<Scheme, "kind">,
  day: CalendarDay,
): Promise<Set<string>> {
  const own = ownRecordsOf(actor);
  const [pasts, employers] = await Promise.all([
    loadPasts(tx, holders),
    employersOf(tx, [...own, ...holders]),
  ]);
  const isClose = (personId: string, holderId: string): boolean => {
    const who = { personId, employers: employers(personId), ...WHO_DECIDES };
    const candidate = { personId: holderId, employers: employers(holderId) };
    const about = { ...pasts.get(holderId)!, candidate, byEmployer: isByEmployer(kind), deciding: false };
    return barsOf("decide", who, about, day).some((bar) => OF_INTEREST.includes(bar));
  };
  return new Set(holders.filter((holderId) => own.some((personId) => isClose(personId, holderId))));
}

/** Of whoever decides nobody asks whom they have trained, nor what they hold. */
const WHO_DECIDES = { trained: [], validMaster: false, attested: false } as const;

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
