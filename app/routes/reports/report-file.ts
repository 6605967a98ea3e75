import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { drawReport } from "#app/features/reports/draw-report.server.ts";
import { REPORT_FILES, reportFilters } from "#app/features/reports/report-filters.ts";
import {
  figuresTable,
  peopleTable,
  recordExport,
  tableFile,
} from "#app/features/reports/report-files.server.ts";
import { reportView } from "#app/features/reports/report-view.server.ts";
import { readReport, reportChoices } from "#app/features/reports/reports.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** A report as a file: the same filters in the address, the same reach, the same query as its page. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:reports");
  const file = found(REPORT_FILES.find((name) => name === args.params["file"]));
  const { words } = args.context;
  const filters = reportFilters(new URL(args.request.url));
  const headers = (type: string) => ({
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${file}"`,
    "Cache-Control": "private, no-store",
  });
  if (args.request.method === "HEAD")
    return new Response(null, { headers: headers("application/octet-stream") });
  await recordExport(actor, file, filters);
  const view = async () => {
    const [report, choices] = await Promise.all([
      readReport(actor, filters, words.locale),
      reportChoices(actor, filters.cohort, words.locale),
    ]);
    return { asOf: report.asOf, ...reportView(report, filters, choices, words) };
  };
  if (file === "report.pdf") {
    const { asOf, ...shown } = await view();
    return wholeAnswer(await drawReport(shown, asOf, words), { headers: headers("application/pdf") });
  }
  const table = file.startsWith("people")
    ? peopleTable(actor, filters, words)
    : figuresTable(await view(), words);
  const { stream, mediaType } = tableFile(table, file.endsWith(".csv") ? "csv" : "xlsx");
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers: headers(mediaType) });
}
