import { Prisma, sql } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { heldToday } from "./current-affiliation.server.ts";

/**
 * `peopleInReach` as SQL over "Person" p, for long lists (a page costs the same however many people there are) and
 * for joins that Prisma cannot write. A test holds the two against each other.
 */
export function reachedPeople(actor: Pick<Actor, "personId" | "reach">): Prisma.Sql {
  if (reachesAll(actor)) return sql`1 = 1`;
  const own = actor.reach.some(({ kind }) => kind === "own");
  return anyOf([
    worksIn(anyOf([
      isOneOf(sql`a."organisationId"`, reachedIds(actor, "organisation")),
      isOneOf(sql`a."unitId"`, reachedIds(actor, "units")),
    ])),
    sitsIn(anyOf([
      isOneOf(sql`c."id"`, reachedIds(actor, "cohort")),
      isOneOf(sql`c."programme"`, reachedIds(actor, "programme")),
    ])),
    own ? sql`p."id" = ${actor.personId}` : NOBODY,
  ]); // prettier-ignore
}

/** People with an affiliation that holds today and of which `where` (over "Affiliation" a) is true. */
export const worksIn = (where: Prisma.Sql): Prisma.Sql =>
  where === NOBODY
    ? NOBODY
    : sql`EXISTS (SELECT 1 FROM "Affiliation" a WHERE a."personId" = p."id"
        AND ${heldToday(sql`a`)} AND ${where})`;

const sitsIn = (where: Prisma.Sql): Prisma.Sql =>
  where === NOBODY
    ? NOBODY
    : sql`EXISTS (SELECT 1 FROM "Enrolment" e JOIN "Cohort" c ON c."id" = e."cohortId"
        WHERE e."personId" = p."id" AND ${where})`;

const NOBODY = sql`1 = 0`;

function anyOf(clauses: Prisma.Sql[]): Prisma.Sql {
  const possible = clauses.filter((clause) => clause !== NOBODY);
  return possible.length === 0 ? NOBODY : sql`(${Prisma.join(possible, " OR ")})`;
}

const isOneOf = (column: Prisma.Sql, ids: string[]): Prisma.Sql =>
  ids.length === 0 ? NOBODY : sql`${column} IN (${Prisma.join(ids)})`;
