import type { Readable } from "#app/features/audit/audit-trail.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { Prisma, sql } from "#app/infra/db.server.ts";
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
 * Complaints are confidential: that there is one, and what was decided in the same moment, is for those who read complaints,
 * and never for whom it concerns.
 */
export function closedAudit({ personId, grants }: Actor): Prisma.Sql {
  const reach = reachOf(grants, "act:on-complaints");
  const whom = ownRecordsAnywhere({ personId, reach });
  const concerned = sql`EXISTS (SELECT 1 FROM "ComplaintConcern" x
    WHERE x."complaintId" = t."subjectId" AND x."personId" IN (${Prisma.join(whom)}))`;
  const reads = reach.length > 0;
  return sql`t."subjectKind" = 'complaint' AND ${reads ? concerned : sql`1 = 1`}`;
}
