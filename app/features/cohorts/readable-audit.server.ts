import type { Readable } from "#app/features/audit/audit-trail.server.ts";
import { CLOSED_TO_WHOM_IT_CONCERNS } from "#app/features/audit/said-among-staff.ts";
import { organisationsOf } from "#app/features/identity/organisations-of.server.ts";
import { accountsOf } from "#app/features/identity/who-now.server.ts";
import { db, Prisma, sql } from "#app/infra/db.server.ts";
import { reachedPeople } from "#app/features/identity/reached-people.server.ts";
import { ownRecordsAnywhere, reachesAll, type Actor } from "#app/lib/actor.ts";
import { reachesEnrolment, runsCohort } from "./cohort-scope.server.ts";

/**
 * What of the audit trail an actor may read: acts by and on people they reach, on enrolments they see (and what hangs
 * on these), and on cohorts of their programme or organisation. Some of their people in a cohort do not open all of it.
 */
export const readableAudit = (actor: Actor): Readable =>
  reachesAll(actor)
    ? null
    : {
        people: reachedPeople(actor),
        enrolments: reachesEnrolment(actor),
        cohorts: runsCohort(actor),
      };

/**
 * What stays closed however far somebody reads (0074). The history of a complaint is on its own page, to whoever may read
 * that one; here it would say to the rest that there is one. And nobody reads what was proposed against them, or against
 * where they work, nor by whom, nor about whom they act for.
 */
export async function closedAudit(actor: Actor): Promise<Prisma.Sql> {
  const people = await accountsOf(db, ...ownRecordsAnywhere(actor));
  const holders = { personId: people, organisationId: await organisationsOf(db, actor, people) };
  const against = CLOSED_TO_WHOM_IT_CONCERNS.filter(({ holder }) => holders[holder].length > 0).map(
    ({ table, holder, actions }) => sql`t."action" IN (${Prisma.join([...actions])}) AND EXISTS (
      SELECT 1 FROM ${Prisma.raw(`"${table}"`)} x
        WHERE x."id" = t."subjectId" AND x.${Prisma.raw(`"${holder}"`)} IN (${Prisma.join(holders[holder])}))`,
  );
  return sql`(t."subjectKind" = 'complaint' OR ${Prisma.join(against, " OR ")})`;
}
