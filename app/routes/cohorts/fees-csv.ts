import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { feeTable } from "#app/features/cohorts/fee-files.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";

/** The lines of a cohort, for whoever keeps the books. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="fees.csv"',
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const file = csvFile(await feeTable(actor, cohort.id, args.context.words));
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { headers });
}
