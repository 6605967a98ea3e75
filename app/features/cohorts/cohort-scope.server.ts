import { heldToday, holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { isOneOf, reachedEnrolments } from "#app/features/learning/enrolment-scope.server.ts";
import { Prisma, sql } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";

/* Which cohorts, and whose enrolments in them, an actor reaches: as where clauses, and further down the same law as SQL
 * for the pages that are read all day. tests/server/cohorts/cohort-scope.test.ts holds both to the same answers. */

/**
 * The cohorts an actor's reach covers, as a where clause: all; theirs by cohort or programme; those their
 * organisation hosts. A training head also finds cohorts where people of theirs sit, see `enrolmentsInReach`.
 */
export function cohortsInReach(actor: Pick<Actor, "reach">): Prisma.CohortWhereInput {
  if (reachesAll(actor)) return {};
  const organisations = reachedIds(actor, "organisation");
  const units = reachedIds(actor, "units");
  return {
    OR: [
      { id: { in: reachedIds(actor, "cohort") } },
      { programme: { in: reachedIds(actor, "programme") } },
      { hostId: { in: organisations } },
      { enrolments: { some: ofTheirPeople(organisations, units) } },
    ],
  };
}

/** The enrolments an actor may see inside a cohort: everyone's, or only those of their own organisation or units. */
export function enrolmentsInReach(actor: Pick<Actor, "reach">): Prisma.EnrolmentWhereInput {
  if (reachesAll(actor)) return {};
  const organisations = reachedIds(actor, "organisation");
  return {
    OR: [
      { cohortId: { in: reachedIds(actor, "cohort") } },
      { cohort: { programme: { in: reachedIds(actor, "programme") } } },
      { cohort: { hostId: { in: organisations } } },
      ofTheirPeople(organisations, reachedIds(actor, "units")),
    ],
  };
}

const ofTheirPeople = (organisations: string[], units: string[]): Prisma.EnrolmentWhereInput => ({
  person: {
    affiliations: {
      some: {
        AND: [holdsToday(), { OR: [{ organisationId: { in: organisations } }, { unitId: { in: units } }] }],
      },
    },
  },
});

/** Where one runs the cohort itself (attendance, report, certificates), seeing some of its people is not enough. */
export function cohortsRunBy(actor: Pick<Actor, "reach">): Prisma.CohortWhereInput {
  if (reachesAll(actor)) return {};
  return {
    OR: [
      { id: { in: reachedIds(actor, "cohort") } },
      { programme: { in: reachedIds(actor, "programme") } },
      { hostId: { in: reachedIds(actor, "organisation") } },
    ],
  };
}

// ── The same as SQL, over "Cohort" c and "Enrolment" e ──────────────────────────────────────────────

export const runsCohort = reachedEnrolments;

export const reachesCohort = (actor: Pick<Actor, "reach">): Prisma.Sql =>
  sql`(${runsCohort(actor)} OR EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."cohortId" = c."id" AND ${isOfTheirPeople(actor)}))`;

export const reachesEnrolment = (actor: Pick<Actor, "reach">): Prisma.Sql =>
  sql`(${runsCohort(actor)} OR ${isOfTheirPeople(actor)})`;

function isOfTheirPeople(actor: Pick<Actor, "reach">): Prisma.Sql {
  const places = [
    isOneOf(sql`f."organisationId"`, reachedIds(actor, "organisation")),
    isOneOf(sql`f."unitId"`, reachedIds(actor, "units")),
  ].filter((clause) => clause !== null);
  if (places.length === 0) return sql`1 = 0`;
  return sql`EXISTS (SELECT 1 FROM "Affiliation" f
    WHERE f."personId" = e."personId" AND ${heldToday(sql`f`)} AND (${Prisma.join(places, " OR ")}))`;
}
