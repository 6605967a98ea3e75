import type { LoaderFunctionArgs } from "@remix-run/node";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { letterAnswer } from "#app/features/cohorts/draw-letter.server.ts";
import { visaLetter } from "#app/features/cohorts/visa-letter.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";

/** The letter for a visa; each time it is made, that the passport was read is recorded. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "read:passports");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const letter = found(await visaLetter(actor, cohort, args.params["enrolmentId"]!));
  return letterAnswer(args.request, letter, "visa-letter");
}
