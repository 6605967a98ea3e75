import type { LoaderFunctionArgs } from "@remix-run/node";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { letterAnswer } from "#app/features/cohorts/draw-letter.server.ts";
import { printedInvoice } from "#app/features/cohorts/fee-files.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";

/** The pro-forma invoice of one participant's fee. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const { number, letter } = found(await printedInvoice(cohort, args.params["enrolmentId"]!));
  return letterAnswer(args.request, letter, number);
}
