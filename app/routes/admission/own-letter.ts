import type { LoaderFunctionArgs } from "@remix-run/node";
import { applicationBy } from "#app/features/admission/applications.server.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { printedLetter } from "#app/features/admission/letters.server.ts";
import { letterAnswer } from "#app/features/cohorts/draw-letter.server.ts";
import { found } from "#app/features/identity/guards.server.ts";

/** The applicant's letter as a PDF, by the link they were given. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const secret = params["token"]!;
  const application = found(await applicationBy(secret));
  const call = found(await callOf(application.cohortId));
  return letterAnswer(request, found(printedLetter(call, application, secret)), "letter");
}
