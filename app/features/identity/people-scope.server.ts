import type { Prisma } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { holdsToday } from "./current-affiliation.server.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/** Everyone the actor's permission covers, as a where clause: put it under AND of every query about people. */
export function peopleInReach(actor: Reaching): Prisma.PersonWhereInput {
  if (reachesAll(actor)) return {};
  const own = actor.reach.some(({ kind }) => kind === "own");
  // An empty list matches nobody; so does a scope kind the actor does not hold.
  return {
    OR: [
      ...worksInReach(actor),
      { enrolments: { some: { cohortId: { in: reachedIds(actor, "cohort") } } } },
      { enrolments: { some: { cohort: { programme: { in: reachedIds(actor, "programme") } } } } },
      { id: { in: own ? [actor.personId] : [] } },
    ],
  };
}

/** Those, and whoever has a role anywhere: somebody named to judge, or said to be tied to somebody. */
export const peopleInReachOrStaff = (actor: Reaching): Prisma.PersonWhereInput =>
  reachesAll(actor) ? {} : { OR: [peopleInReach(actor), { roles: { some: { endedAt: null } } }] };

const worksInReach = (actor: Reaching): Prisma.PersonWhereInput[] => [
  {
    affiliations: {
      some: { organisationId: { in: reachedIds(actor, "organisation") }, ...holdsToday() },
    },
  },
  { affiliations: { some: { unitId: { in: reachedIds(actor, "units") }, ...holdsToday() } } },
];

/**
 * Whom the actor may let into an account: by a code, an invitation or a new e-mail address. Never oneself, and never
 * staff unless the actor reaches everybody: else a trainer could become the administrator who sits in their cohort.
 */
export const peopleActorMayLetIn = (actor: Reaching): Prisma.PersonWhereInput => ({
  AND: [
    peopleInReach(actor),
    { deactivatedAt: null, id: { not: actor.personId } },
    reachesAll(actor) ? {} : { roles: { none: { role: { not: "learner" }, endedAt: null } } },
  ],
});

/**
 * Whom the actor may hand a sign-in card. A card replaces a password: who reaches people by a cohort or programme
 * hands it to those who sit there now, not to those who left or whose cohort is closed.
 */
export const peopleActorMayGiveCards = (actor: Reaching): Prisma.PersonWhereInput => ({
  AND: [
    peopleActorMayLetIn(actor),
    reachesAll(actor) ? {} : { OR: [...worksInReach(actor), sitsInReach(actor)] },
  ],
});

const sitsInReach = (actor: Reaching): Prisma.PersonWhereInput => ({
  enrolments: {
    some: {
      status: { notIn: ["withdrawn", "no-show"] },
      cohort: {
        closedAt: null,
        OR: [
          { id: { in: reachedIds(actor, "cohort") } },
          { programme: { in: reachedIds(actor, "programme") } },
        ],
      },
    },
  },
});

/**
 * Whose account the actor may close, open again or sign out: never their own, and never that of staff unless the
 * actor reaches everybody.
 */
export const peopleActorManages = (actor: Reaching): Prisma.PersonWhereInput => ({
  AND: [
    peopleInReach(actor),
    { id: { not: actor.personId } },
    reachesAll(actor) ? {} : { roles: { none: { role: { not: "learner" }, endedAt: null } } },
  ],
});
