import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { coverageTable } from "#app/features/attestation/coverage-files.server.ts";
import { coverageOf, employerAsked } from "#app/features/attestation/coverage.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";
import { dayFilter, textFilter } from "#app/lib/paging.ts";

/** The matrix of the page as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:coverage");
  const url = new URL(args.request.url);
  const asked = await employerAsked(actor, textFilter(url, "organisation"));
  const page = found(await coverageOf(actor, asked, dayFilter(url, "on") || null));
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="coverage-${page.day}.csv"`,
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const file = csvFile(coverageTable(page, args.context.words));
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { headers });
}
