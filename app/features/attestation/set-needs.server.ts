import { recordAudit } from "#app/features/audit/record.server.ts";
import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { topicsOf, type Topic } from "#app/features/trainers/schemes/topics.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { SCHEME_ID } from "./attestations.server.ts";
import { employerInReach } from "./employer-scope.server.ts";
import type { PositionNeeds } from "./employer-view.ts";
import { changeNeeds, neededOn, positionKeyOf } from "./needs.ts";

/** Every position people have there today, and every one that is asked for something; the most people first. */
export async function positionNeeds(organisationId: string, day: CalendarDay): Promise<PositionNeeds[]> {
  const [held, needs] = await Promise.all([
    db.affiliation.groupBy({
      by: ["position"],
      where: { organisationId, position: { not: null }, ...holdsToday() },
      _count: true,
    }),
    db.topicNeed.findMany({ where: { organisationId }, orderBy: [{ from: "desc" }, { id: "asc" }] }),
  ]);
  const positions = new Map<string, { position: string; people: number }>();
  const note = (position: string, people: number) => {
    const key = positionKeyOf(position);
    const known = positions.get(key) ?? { position, people: 0 };
    positions.set(key, { ...known, people: known.people + people });
  };
  for (const { position, _count } of held) note(position ?? "", _count);
  for (const { position } of needs) note(position, 0);
  return [...positions]
    .map(([key, { position, people }]) => ({
      key,
      position,
      people,
      topics: inOrder(neededOn(needs, key, day)),
      next: needs.filter((need) => need.positionKey === key && need.from > day).at(-1)?.from ?? null,
    }))
    .sort((one, other) => other.people - one.people || (one.position < other.position ? -1 : 1));
}

const inOrder = (topics: readonly string[]): Topic[] =>
  topicsOf(SCHEME_ID).filter((topic) => topics.includes(topic));

/** What the people of a position should hold from a day on. Null: not in reach. */
export const setNeeds = (
  actor: Actor,
  organisationId: string,
  { position, topics, from }: { position: string; topics: readonly string[]; from: CalendarDay },
): Promise<Result<null> | null> =>
  inTransaction(async (tx) => {
    const held = await tx.organisation.updateMany({
      where: { id: organisationId },
      data: { id: organisationId },
    });
    if (held.count === 0 || !(await employerInReach(actor, organisationId, tx))) return null;
    const known: readonly string[] = topicsOf(SCHEME_ID);
    if (!topics.every((topic) => known.includes(topic))) return refuse("changed-meanwhile");
    const positionKey = positionKeyOf(position);
    const needs = await tx.topicNeed.findMany({ where: { organisationId, positionKey } });
    const { close, remove, open } = changeNeeds(needs, topics, from);
    for (const { id, until } of close) await tx.topicNeed.update({ where: { id }, data: { until } });
    await tx.topicNeed.deleteMany({ where: { id: { in: remove } } });
    const common = { organisationId, position, positionKey, from, setAt: now(), setBy: actor.personId };
    await tx.topicNeed.createMany({ data: open.map((topic) => ({ id: newId(), topic, ...common })) });
    const subject = { kind: "organisation", id: organisationId };
    await recordAudit(tx, actor, "attestation.needs", subject, { position, topics: [...topics], from });
    return ok(null);
  });
