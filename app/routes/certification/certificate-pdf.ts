import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { certificateStaffMayOpen } from "#app/features/trainers/trainer-certificates.server.ts";

/** The stored file, for its holder and for staff who may see it; asked for again, its hash answers. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const id = args.params["certificateId"]!;
  const certificate = found(
    (await certificateToOpen(actor, id)) ?? (await certificateStaffMayOpen(actor, id)),
  );
  const { sha256, file } = await certificateFile(certificate);
  const etag = `"${sha256}"`;
  const headers = new Headers({
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${certificate.number}.pdf"`,
    // On a shared phone the next person's browser must ask, and be told to sign in.
    "Cache-Control": "private, no-cache, no-transform",
    ETag: etag,
  });
  if (args.request.headers.get("If-None-Match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  headers.set("Content-Length", String(file.bytes));
  return new Response(args.request.method === "HEAD" ? null : file.stream(), { headers });
}
