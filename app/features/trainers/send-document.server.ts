import { disposition } from "#app/features/cohorts/session-file.ts";
import { openFile } from "#app/infra/files.server.ts";
import type { KeptDocument } from "./keep-document.server.ts";

/** Whatever a document holds, it runs nothing and loads nothing here. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** The bytes of a document that was handed in; the caller has found it in its reach. */
export async function sendDocument(
  { method }: Pick<Request, "method">,
  { name, sha256, mediaType }: Omit<KeptDocument, "bytes">,
): Promise<Response> {
  const file = await openFile(sha256);
  if (!file) throw new Error(`the bytes of a document (${sha256}) are not in DATA_DIR/files`);
  const headers = new Headers({
    "Content-Type": mediaType,
    "Content-Disposition": disposition(mediaType === "image/jpeg" ? "inline" : "attachment", name),
    "Content-Security-Policy": FILE_POLICY,
    "Cache-Control": "private, no-cache, no-transform",
    "Content-Length": String(file.bytes),
  });
  return new Response(method === "HEAD" ? null : file.stream(), { headers });
}
