import type { Readable } from "#app/features/audit/audit-trail.server.ts";
import { ownersOf } from "#app/features/identity/who-now.server.ts";
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

/** What somebody has said against a holder and another has yet to decide, and that it came to nothing. */
const AGAINST_HOLDER = {
  Certification: [
    "certification.suspension-proposed",
    "certification.suspension-declined",
    "certification.error-proposed",
    "certification.error-dropped",
  ],
  Certificate: [
    "certificate.revoked-proposed",
    "certificate.in-error-proposed",
    "certificate.ending-taken-back",
  ],
} as const;

/**
 * What stays closed however far somebody reads (0074). The history of a complaint is on its own page, to whoever may read
 * that one; here it would say to the rest that there is one. And nobody reads what was proposed against them, nor by whom,
 * nor about whom they act for.
 */
export async function closedAudit(actor: Actor): Promise<Prisma.Sql> {
  const accounts = await ownersOf(db, ownRecordsAnywhere(actor));
  const whom = Prisma.join([...accounts.keys()]);
  const against = Object.entries(AGAINST_HOLDER).map(
    ([table, actions]) => sql`t."action" IN (${Prisma.join(actions)}) AND EXISTS (
      SELECT 1 FROM ${Prisma.raw(`"${table}"`)} x WHERE x."id" = t."subjectId" AND x."personId" IN (${whom}))`,
  );
  return sql`(t."subjectKind" = 'complaint' OR ${Prisma.join(against, " OR ")})`;
}
