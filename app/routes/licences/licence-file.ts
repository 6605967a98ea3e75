import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { licenceFileToOpen } from "#app/features/licences/ask-for-licence.server.ts";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";

/** What an organisation handed in, for those who see its licence. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  return fileAnswer(args.request, found(await licenceFileToOpen(actor, args.params["licenceFileId"]!)));
}
