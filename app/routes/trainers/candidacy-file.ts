import type { LoaderFunctionArgs } from "@remix-run/node";
import { disposition } from "#app/features/cohorts/session-file.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyFileToOpen } from "#app/features/trainers/candidacy-files.server.ts";
import { openFile } from "#app/infra/files.server.ts";

/** Whatever a document holds, it runs nothing and loads nothing here. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** What a candidate handed in, for them and for those who see the candidacy. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const { name, sha256, mediaType } = found(await candidacyFileToOpen(actor, args.params["paperId"]!));
  const file = await openFile(sha256);
  if (!file) throw new Error(`the bytes of a candidacy's file (${sha256}) are not in DATA_DIR/files`);
  const headers = new Headers({
    "Content-Type": mediaType,
    "Content-Disposition": disposition(mediaType === "image/jpeg" ? "inline" : "attachment", name),
    "Content-Security-Policy": FILE_POLICY,
    "Cache-Control": "private, no-cache, no-transform",
    "Content-Length": String(file.bytes),
  });
  return new Response(args.request.method === "HEAD" ? null : file.stream(), { headers });
}
