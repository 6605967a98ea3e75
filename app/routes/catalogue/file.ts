import type { LoaderFunctionArgs } from "@remix-run/node";
import { findFile, requireFileReader } from "#app/features/catalogue/find-file.server.ts";
import { sendFile } from "#app/features/catalogue/send-file.server.ts";
import { found } from "#app/features/identity/guards.server.ts";

/** A picture or download of a course version. */
export async function loader(args: LoaderFunctionArgs) {
  const reader = await requireFileReader(args);
  const { versionId = "", moduleId = "", "*": path = "" } = args.params;
  return sendFile(args.request, found(await findFile(reader, { versionId, moduleId, path })));
}
