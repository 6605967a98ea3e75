import type { LoaderFunctionArgs } from "@remix-run/node";
import { findApplication } from "#app/features/admission/applications.server.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { printedLetter } from "#app/features/admission/letters.server.ts";
import { letterAnswer } from "#app/features/cohorts/draw-letter.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";

/** The letter an applicant got, as a PDF for whoever selects: to be handed to who has no e-mail. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "select:applicants");
  const { cohortId = "", applicationId = "" } = args.params;
  const cohort = found(await findRunCohort(actor, cohortId));
  const call = found(await callOf(cohort.id));
  const application = found(await findApplication(actor, cohort.id, applicationId));
  return letterAnswer(args.request, found(printedLetter(call, application, null)), "letter");
}
