import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyFileToOpen } from "#app/features/trainers/candidacies/candidacy-files.server.ts";

/** What a candidate handed in, for them and for those who see the candidacy. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return fileAnswer(args.request, found(await candidacyFileToOpen(actor, args.params["paperId"]!)));
}
