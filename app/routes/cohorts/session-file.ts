import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { sessionFileToOpen } from "#app/features/cohorts/session-files.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";

/** A page of a signed sheet for those who take attendance there, a handout also for those who learn there. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  return fileAnswer(args.request, found(await sessionFileToOpen(actor, args.params["fileId"]!)));
}
