import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawCertificateSet } from "#app/features/certification/draw-certificate.server.ts";
import { printedSet } from "#app/features/certification/hand-overs.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** What one printing of a cohort's certificates puts on paper, as one document drawn anew from what they say. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "hand-over:certificates");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const set = await printedSet(cohort.id, args.params["printingId"]!);
  if (set.length === 0) throw new Response(null, { status: 404 });
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="certificates-${set[0]!.copy.on}.pdf"`,
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const marked = await Promise.all(
    set.map(async ({ id, facts, copy }) => ({ facts, copy, mark: await qrText({ certificateId: id }) })),
  );
  return wholeAnswer(await drawCertificateSet(marked), { headers });
}
