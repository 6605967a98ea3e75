import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import { asToken, credentialFor, withProof } from "#app/features/credentials/credentials.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { certificateStaffMayOpen } from "#app/features/trainers/trainer-certificates.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** The credential of a certificate as a file, for its holder and for staff who may open the certificate. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const id = args.params["certificateId"]!;
  const { number } = found(
    (await certificateToOpen(actor, id)) ?? (await certificateStaffMayOpen(actor, id)),
  );
  const credential = found(await credentialFor(id));
  const token = new URL(args.request.url).searchParams.get("as") === "jwt";
  return wholeAnswer(token ? await asToken(credential) : JSON.stringify(await withProof(credential)), {
    headers: {
      "Content-Type": token ? "application/vc+jwt" : "application/vc",
      "Content-Disposition": `attachment; filename="${number}.${token ? "jwt" : "json"}"`,
    },
  });
}
