import { openFile } from "#app/infra/files.server.ts";
import { disposition } from "./session-file.ts";

/** Whatever a document holds, it runs nothing and loads nothing here. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** A kept file: pictures are shown, all else is a download. */
export async function fileAnswer(
  request: Request,
  { name, sha256, mediaType }: { name: string; sha256: string; mediaType: string },
): Promise<Response> {
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
  if (request.headers.get("If-None-Match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  const file = await openFile(sha256);
  if (!file) throw new Error(`the bytes of a kept file (${sha256}) are not in DATA_DIR/files`);
  headers.set("Content-Length", String(file.bytes));
  return new Response(request.method === "HEAD" ? null : file.stream(), { headers });
}
