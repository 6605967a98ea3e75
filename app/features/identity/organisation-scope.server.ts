import type { Prisma } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";

type Reaching = Pick<Actor, "reach">;

/** The organisations an actor may look at: all, their own, or those that host or send people to their programmes. */
export function organisationsInReach(actor: Reaching): Prisma.OrganisationWhereInput {
  if (reachesAll(actor)) return {};
  const programmes = reachedIds(actor, "programme");
  const inProgramme = { programme: { in: programmes } };
  return {
    OR: [
      { id: { in: reachedIds(actor, "organisation") } },
      { units: { some: { id: { in: reachedIds(actor, "units") } } } },
      { cohorts: { some: inProgramme } },
      { affiliations: { some: { person: { enrolments: { some: { cohort: inProgramme } } } } } },
    ],
  };
}

/** Where an actor may place people. A programme's people come from everywhere (decisions 16). */
export function organisationsToPlaceIn(actor: Reaching): Prisma.OrganisationWhereInput {
  const anywhere = reachesAll(actor) || reachedIds(actor, "programme").length > 0;
  return anywhere ? {} : { id: { in: reachedIds(actor, "organisation") } };
}
