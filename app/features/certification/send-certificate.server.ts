import type { StoredFile } from "#app/infra/files.server.ts";

/** The stored file; asked for again, its hash answers. */
export function sendCertificate(
  request: Request,
  number: string,
  { sha256, file }: { sha256: string; file: StoredFile },
): Response {
  const etag = `"${sha256}"`;
  const headers = new Headers({
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${number}.pdf"`,
    // On a shared phone the next person's browser must ask, and be told to sign in.
    "Cache-Control": "private, no-cache, no-transform",
    ETag: etag,
  });
  if (request.headers.get("If-None-Match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  headers.set("Content-Length", String(file.bytes));
  return new Response(request.method === "HEAD" ? null : file.stream(), { headers });
}
