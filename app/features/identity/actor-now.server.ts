import type { Doer } from "#app/features/audit/record.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { reachOf, type Permission } from "./permissions.ts";
import { grantsOf } from "./session.server.ts";

/**
 * Who acts when their request is long answered: what they may do now counts, not what they might when they asked. null:
 * they may not any more.
 */
export async function actorNow({ personId, requestId }: Doer, permission: Permission): Promise<Actor | null> {
  if (personId === null) return null;
  const person = await db.person.findFirst({
    where: { id: personId, deactivatedAt: null },
    select: { name: true, timeZone: true, locale: true },
  });
  const grants = person ? await grantsOf(personId) : [];
  const reach = reachOf(grants, permission);
  return person && reach.length > 0 ? { personId, requestId, grants, reach, ...person } : null;
}
