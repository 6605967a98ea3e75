import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { evidenceFile } from "#app/features/trainers/renewal/renew.server.ts";
import { evidenceExtension } from "#app/lib/evidence-file.ts";

/** A paper of a renewal file: saved, never opened inside the platform, never kept by a cache. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  const { certificationId, evidenceId } = args.params;
  const { mediaType, bytes, stream } = found(await evidenceFile(actor, certificationId!, evidenceId!));
  const headers = {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="evidence.${evidenceExtension(mediaType)}"`,
    "Content-Length": String(bytes),
    "Cache-Control": "private, no-store, no-transform",
  };
  return new Response(args.request.method === "HEAD" ? null : stream(), { headers });
}
