import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { takeEvidence } from "#app/features/reports/evidence.server.ts";

/** Everything a cohort leaves behind, as one archive. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:evidence");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const headers = {
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="evidence-${cohort.endDate}.zip"`,
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const archive = await takeEvidence(actor, cohort, args.context.words);
  return new Response(Readable.toWeb(archive) as ReadableStream<Uint8Array>, { headers });
}
