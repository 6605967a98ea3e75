import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { licencePapers, paperAnswer } from "#app/features/reports/paper-files.server.ts";

/** Licences on paper: every line of their logs, as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  return paperAnswer(licencePapers(actor), args.context.words, "licence-papers");
}
