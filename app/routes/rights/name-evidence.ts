import type { LoaderFunctionArgs } from "@remix-run/node";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { evidenceOf } from "#app/features/rights/name-changes.server.ts";
import { evidenceExtension } from "#app/lib/evidence-file.ts";

/** The paper that proves a name, for who decides on it: saved, never opened inside the platform, never kept by a cache. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "correct:certificates");
  const { mediaType, bytes, stream } = found(await evidenceOf(actor, args.params["nameChangeId"]!));
  const headers = {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="evidence.${evidenceExtension(mediaType)}"`,
    "Content-Length": String(bytes),
    "Cache-Control": "private, no-store, no-transform",
  };
  return new Response(args.request.method === "HEAD" ? null : stream(), { headers });
}
