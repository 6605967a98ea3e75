import type { Prisma } from "#app/infra/db.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
import { peopleActorMayLetIn, peopleInReach } from "./people-scope.server.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

const others = (actor: Reaching): Prisma.PersonWhereInput => ({ id: { not: actor.personId } });

/**
 * Whose account the actor may close, open again or sign out: never their own, and never that of staff unless the
 * actor reaches everybody.
 */
export const peopleActorManages = (actor: Reaching): Prisma.PersonWhereInput => ({
  AND: [
    peopleInReach(actor),
    others(actor),
    reachesAll(actor) ? {} : { roles: { none: { role: { not: "learner" }, endedAt: null } } },
  ],
});

/** Others the actor may let in; one's own e-mail and password are changed on one's own page, with the password. */
export const othersActorMayLetIn = (actor: Reaching): Prisma.PersonWhereInput => ({
  AND: [peopleActorMayLetIn(actor), others(actor)],
});
