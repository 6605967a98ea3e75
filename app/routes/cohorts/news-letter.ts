import type { LoaderFunctionArgs } from "@remix-run/node";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { letterAnswer } from "#app/features/cohorts/draw-letter.server.ts";
import { newsLetter } from "#app/features/cohorts/news-letter.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";

/** The letter about new dates, or that the cohort is cancelled, as one participant got it: a PDF. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const letter = found(await newsLetter(cohort, args.params["enrolmentId"]!));
  return letterAnswer(args.request, letter, "letter");
}
