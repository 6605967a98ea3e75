import { Prisma, sql } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";

/* Whose enrolments an actor reaches, as SQL over "Enrolment" e in its "Cohort" c: it stands in every where clause here. */

type Reaching = Pick<Actor, "reach">;

/** One's own. */
export const own = (actor: Pick<Actor, "personId">): Prisma.Sql => sql`e."personId" = ${actor.personId}`;

/** For staff: everyone's, or those in cohorts one reaches by cohort, programme or host: the cohorts one runs. */
export function reachedEnrolments(actor: Reaching): Prisma.Sql {
  if (reachesAll(actor)) return sql`1 = 1`;
  const any = [
    isOneOf(sql`c."id"`, reachedIds(actor, "cohort")),
    isOneOf(sql`c."programme"`, reachedIds(actor, "programme")),
    isOneOf(sql`c."hostId"`, reachedIds(actor, "organisation")),
  ].filter((clause) => clause !== null);
  return any.length === 0 ? sql`1 = 0` : sql`(${Prisma.join(any, " OR ")})`;
}

export const isOneOf = (column: Prisma.Sql, ids: string[]): Prisma.Sql | null =>
  ids.length === 0 ? null : sql`${column} IN (${Prisma.join(ids)})`;
