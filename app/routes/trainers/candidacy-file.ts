import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyFileToOpen } from "#app/features/trainers/candidacy-files.server.ts";
import { sendDocument } from "#app/features/trainers/send-document.server.ts";

/** What a candidate handed in, for them and for those who see the candidacy. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return sendDocument(args.request, found(await candidacyFileToOpen(actor, args.params["paperId"]!)));
}
