import { endingWork } from "#app/features/certification/end-certificate.server.ts";
import { workList } from "#app/features/cohorts/work-list.server.ts";
import { licenceErrorWork } from "#app/features/licences/licence-error.server.ts";
import { licenceWork } from "#app/features/licences/licences.server.ts";
import { rightsWork } from "#app/features/rights/rights-work.server.ts";
import { candidacyWork } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { errorWork } from "#app/features/trainers/certifications/certification-error.server.ts";
import { provisionalErrorWork } from "#app/features/trainers/certifications/provisional-error.server.ts";
import { letterWork } from "#app/features/trainers/certifications/hand-back-letter.server.ts";
import { proposalWork } from "#app/features/trainers/certifications/suspension-proposals.server.ts";
import { complaintWork } from "#app/features/trainers/complaints/complaints.server.ts";
import { holderObservationWork, ratingWork } from "#app/features/trainers/observations/my-ratings.server.ts";
import { seatWork } from "#app/features/trainers/panels/my-seats.server.ts";
import { leftOpenWork } from "#app/features/trainers/exams/invigilate.server.ts";
import { coursesExaminedOn } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import type { Actor } from "#app/lib/actor.ts";

/** What waits for somebody, of every feature: the work list, and the first lines of the weekly digest. */
export async function allWork(actor: Actor) {
  const waiting = await Promise.all([
    complaintWork(actor),
    rightsWork(actor),
    endingWork(actor),
    errorWork(actor),
    provisionalErrorWork(actor),
    letterWork(actor),
    proposalWork(actor),
    licenceErrorWork(actor),
    candidacyWork(actor),
    licenceWork(actor),
    ratingWork(actor),
    holderObservationWork(actor),
    seatWork(actor),
    leftOpenWork(actor),
    cohortWork(actor),
  ]);
  return waiting.flat();
}

const cohortWork = async (actor: Actor) =>
  workList(actor, await coursesExaminedOn({ ...actor, reach: reachOf(actor.grants, "mark:answers") }));
