import { db } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { keptLine } from "./day-lines.ts";
import type { RefresherHeld } from "./day-view.ts";
import { observersNamed, sessionSeen } from "./observers.server.ts";

/** What the sheets of the employer behind a certification say of its holder, the latest day first. */
export async function refreshersOf(certificationId: string): Promise<RefresherHeld[]> {
  const held = await db.attestation.findUnique({ where: { certificationId } });
  if (!held) return [];
  const { organisationId, personId } = held;
  return (await refreshersAt(organisationId, [personId])).get(personId) ?? [];
}

/** The same for many people of an employer, as far as a day. */
export async function refreshersAt(
  organisationId: string,
  people: readonly string[],
  until?: CalendarDay,
): Promise<Map<string, RefresherHeld[]>> {
  const marks = await db.refresherMark.findMany({
    where: {
      personId: { in: [...people] },
      day: { organisationId, ...(until && { heldOn: { lte: until } }) },
    },
    orderBy: [{ day: { heldOn: "desc" } }, { dayId: "desc" }],
    select: {
      personId: true,
      line: true,
      given: true,
      day: { select: { id: true, heldOn: true, place: true, topic: true } },
    },
  });
  const read = marks.map(({ line, ...mark }) => ({ ...mark, ...keptLine(line, null).said }));
  const names = await observersNamed(db, organisationId, read);
  const held = new Map<string, RefresherHeld[]>();
  for (const { personId, day, given, observed, present, score } of read) {
    const { id: dayId, heldOn, place, topic } = day;
    const one: RefresherHeld = {
      dayId,
      heldOn,
      place,
      topic: topic as Topic | null,
      present,
      score,
      observed: observed && sessionSeen(observed, names),
      gave: given !== null,
    };
    held.set(personId, [...(held.get(personId) ?? []), one]);
  }
  return held;
}
