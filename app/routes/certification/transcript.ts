import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** What stands behind a certificate, in its language and in another, for its holder and for staff who may open it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const certificate = found(await certificateToOpen(actor, args.params["certificateId"]!));
  const language = new URL(args.request.url).searchParams.get("with");
  return wholeAnswer(found(await transcriptFile(certificate, language)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${certificate.number}-transcript.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
