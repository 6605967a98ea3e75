import type { LoaderFunctionArgs } from "@remix-run/node";
import { disposition } from "#app/features/cohorts/session-file.ts";
import { sessionFileToOpen } from "#app/features/cohorts/session-files.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { openFile } from "#app/infra/files.server.ts";

/** Whatever a document holds, it runs nothing and loads nothing here. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** A page of a signed sheet for those who take attendance there, a handout also for those who learn there. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { name, sha256, mediaType } = found(await sessionFileToOpen(actor, args.params["fileId"]!));
  const etag = `"${sha256}"`;
  const shown = mediaType === "image/jpeg";
  const headers = new Headers({
    "Content-Type": mediaType,
    "Content-Disposition": disposition(shown ? "inline" : "attachment", name),
    "Content-Security-Policy": FILE_POLICY,
    // It may be taken away: the browser asks each time, and is told that it has it already.
    "Cache-Control": "private, no-cache, no-transform",
    ETag: etag,
  });
  if (args.request.headers.get("If-None-Match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  const file = await openFile(sha256);
  if (!file) throw new Error(`the bytes of a session's file (${sha256}) are not in DATA_DIR/files`);
  headers.set("Content-Length", String(file.bytes));
  return new Response(args.request.method === "HEAD" ? null : file.stream(), { headers });
}
