import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { pastPaperToOpen } from "#app/features/trainers/certifications/past-papers.server.ts";

/** A paper from before this platform, for whoever holds what rests on it and those who see that. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return fileAnswer(args.request, found(await pastPaperToOpen(actor, args.params["pastPaperId"]!)));
}
