import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawCertificateSet } from "#app/features/certification/draw-certificate.server.ts";
import { certificateSet } from "#app/features/certification/hand-overs.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";
import { pageNumber } from "#app/lib/paging.ts";

/** A part of a cohort's certificates as one document to print, drawn anew from what they say. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "hand-over:certificates");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const part = pageNumber(new URL(args.request.url));
  const set = await certificateSet(cohort.id, part);
  if (set.length === 0) throw new Response(null, { status: 404 });
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="certificates-${part}.pdf"`,
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  const marked = await Promise.all(set.map(async ({ id, facts }) => ({ facts, mark: await qrText(id) })));
  return wholeAnswer(await drawCertificateSet(marked), { headers });
}
