import { openFile, type StoredFile } from "#app/infra/files.server.ts";
import { byteRange } from "./byte-range.ts";
import type { FileFacts } from "./courses.server.ts";

/** Scripts in a drawing are dead in an <img>; this keeps them dead when it is opened by itself. */
const DRAWING_POLICY = "default-src 'none'; sandbox";

/**
 * A file of a published version, whole or in part (a recording one listens on to after a break). It never
 * changes under its address, so a browser that has it need not ask again.
 */
export async function sendFile(request: Request, file: FileFacts): Promise<Response> {
  const stored = await openFile(file.sha256);
  if (!stored) throw new Error(`the bytes of ${file.path} (${file.sha256}) are not in DATA_DIR/files`);
  const etag = `"${file.sha256}"`;
  const headers = headersOf(file, etag);
  if (isKnown(request.headers.get("If-None-Match"), etag))
    return new Response(null, { status: 304, headers });
  return partOrWhole(request, stored, headers, etag);
}

function headersOf({ path, mediaType }: FileFacts, etag: string): Headers {
  const headers = new Headers({
    "Content-Type": mediaType,
    // no-transform: a compressed part would not be the part that was asked for
    "Cache-Control": "private, max-age=31536000, immutable, no-transform",
    ETag: etag,
    "Accept-Ranges": "bytes",
  });
  if (mediaType === "image/svg+xml") {
    headers.set("Content-Security-Policy", DRAWING_POLICY);
    headers.set("Cache-Control", "private, max-age=31536000, immutable");
    headers.delete("Accept-Ranges");
  }
  if (/^(files|sheets|packs)\//.test(path)) {
    const name = path.slice(path.lastIndexOf("/") + 1); // a slug: nothing in it to escape
    headers.set("Content-Disposition", `attachment; filename="${name}"`);
  }
  return headers;
}

/** Compression may have made the tag a weak one on its way out. */
const isKnown = (header: string | null, etag: string): boolean =>
  header !== null &&
  header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);

function partOrWhole(request: Request, stored: StoredFile, headers: Headers, etag: string): Response {
  const asked = headers.has("Accept-Ranges") ? request.headers.get("Range") : null;
  const stillSame = [null, etag].includes(request.headers.get("If-Range"));
  const range = stillSame ? byteRange(asked, stored.bytes) : "whole";
  if (range === null)
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${stored.bytes}` } });
  const length = range === "whole" ? stored.bytes : range.end - range.start + 1;
  headers.set("Content-Length", String(length));
  const body = request.method === "HEAD" ? null : stored.stream(range === "whole" ? undefined : range);
  if (range === "whole") return new Response(body, { headers });
  headers.set("Content-Range", `bytes ${range.start}-${range.end}/${stored.bytes}`);
  return new Response(body, { status: 206, headers });
}
