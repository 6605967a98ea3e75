import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { trainerPapers, paperAnswer } from "#app/features/reports/paper-files.server.ts";

/** Certificates of trainers on paper: every line of their logs, as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  return paperAnswer(trainerPapers(actor), args.context.words, "trainer-papers");
}
