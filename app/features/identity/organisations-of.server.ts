import { today } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";

/**
 * Organisations the actor, or one of these people, belongs to today: who is employed or has a role there, or holds one of
 * somebody else's.
 */
export async function organisationsOf(
  tx: Tx,
  { grants }: Pick<Actor, "grants">,
  people: readonly string[],
): Promise<string[]> {
  const day = today();
  const personId = { in: [...people] };
  const employed = await tx.affiliation.findMany({
    where: { personId, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
    select: { organisationId: true },
  });
  const roles = await tx.roleAssignment.findMany({
    where: { personId, scopeKind: "organisation", endedAt: null },
    select: { scopeId: true },
  });
  const held = grants.flatMap(({ scope }) => (scope.kind === "organisation" ? [scope.id] : []));
  return [
    ...new Set([
      ...held,
      ...employed.map(({ organisationId }) => organisationId),
      ...roles.map(({ scopeId }) => scopeId),
    ]),
  ];
}
