import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { moduleCoveragePage, moduleCoverageTable } from "#app/features/cohorts/module-coverage.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { findOrganisation } from "#app/features/identity/organisations.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";
import { textFilter } from "#app/lib/paging.ts";

/** What the page of coverage shows, to be sorted and added up elsewhere. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:organisations");
  const organisation = found(await findOrganisation(actor, args.params["organisationId"]!));
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="coverage.csv"',
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const url = new URL(args.request.url);
  const asked = { course: textFilter(url, "course"), unit: textFilter(url, "unit") };
  const { words } = args.context;
  const page = await moduleCoveragePage(actor, organisation, asked, words.locale);
  const file = csvFile(moduleCoverageTable(page, words.t("cohorts.coverage.everybody"), words));
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { headers });
}
