import { allNow, whoNow } from "#app/features/identity/who-now.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { actingFor, ownRecordsOf, type Actor } from "#app/lib/actor.ts";

/* What a deputy decided is said beside the decision for ever: not only in the audit trail. */

/** The event or fact was written on somebody's behalf: of several, of the first whose role carried it. */
export const recordBehalf = (tx: Tx, actor: Actor, recordId: string): Promise<void> =>
  recordBehalfOf(tx, actor, [recordId]);

export async function recordBehalfOf(tx: Tx, actor: Actor, recordIds: readonly string[]): Promise<void> {
  const [principalId] = actor.actingFor ?? actingFor(actor);
  if (principalId)
    await tx.deputyAct.createMany({ data: recordIds.map((recordId) => ({ recordId, principalId })) });
}

/** Those on whose behalf any of these events or facts was written, as who they are by now. */
export async function principalsBehind(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  const acts = await tx.deputyAct.findMany({
    where: { recordId: { in: [...recordIds] } },
    select: { principalId: true },
  });
  return allNow(
    tx,
    acts.map(({ principalId }) => principalId),
  );
}

type Recorded = { id: string; recordedBy: string };

/**
 * The facts, with the actor as who recorded those that the same authority stands behind: theirs, or that of somebody
 * whose role one of the two acts by. Two accounts with one role between them are not two who decide.
 */
export async function withOneAuthority<Fact extends Recorded>(
  tx: Tx,
  actor: Actor,
  facts: readonly Fact[],
): Promise<Fact[]> {
  const acts = await tx.deputyAct.findMany({ where: { recordId: { in: facts.map(({ id }) => id) } } });
  const principals = new Map(acts.map(({ recordId, principalId }) => [recordId, principalId]));
  const now = await whoNow(tx, [...facts.map(({ recordedBy }) => recordedBy), ...principals.values()]);
  const authorities = ownRecordsOf(actor);
  return facts.map((fact) => {
    const behind = [fact.recordedBy, principals.get(fact.id) ?? fact.recordedBy];
    return behind.some((id) => authorities.includes(now(id)))
      ? { ...fact, recordedBy: actor.personId }
      : fact;
  });
}

/** On whose behalf these events or facts were written, by name. */
export async function behalfOf(tx: Tx, recordIds: string[]): Promise<Map<string, string>> {
  const acts = await tx.deputyAct.findMany({ where: { recordId: { in: recordIds } } });
  if (acts.length === 0) return new Map();
  const people = await tx.person.findMany({
    where: { id: { in: acts.map(({ principalId }) => principalId) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return new Map(acts.map(({ recordId, principalId }) => [recordId, names.get(principalId) ?? ""]));
}
