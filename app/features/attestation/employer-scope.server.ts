import { organisationsInReach } from "#app/features/identity/organisation-scope.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";

type Reaching = Pick<Actor, "reach">;

/** An employer of the actor's reach: their own, or one that hosts or sends people to their programme. */
export const employerInReach = (actor: Reaching, id: string, tx: Tx = db) =>
  tx.organisation.findFirst({
    where: { AND: [{ id }, organisationsInReach(actor)] },
    select: { id: true, name: true },
  });
