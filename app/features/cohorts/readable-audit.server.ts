import type { Readable } from "#app/features/audit/audit-trail.server.ts";
import { reachedPeople } from "#app/features/identity/reached-people.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
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
