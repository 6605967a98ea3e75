import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import {
  CREDENTIAL_FILES,
  credentialFile,
  readCredentialFile,
} from "#app/features/credentials/badges.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { certificateStaffMayOpen } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** The credential of a certificate as a file or a badge, for its holder and for staff who may open the certificate. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const id = args.params["certificateId"]!;
  const { number } = found(
    (await certificateToOpen(actor, id)) ?? (await certificateStaffMayOpen(actor, id)),
  );
  const as = readCredentialFile(new URL(args.request.url).searchParams.get("as"));
  return wholeAnswer(found(await credentialFile({ certificateId: id }, as)), {
    headers: {
      "Content-Type": CREDENTIAL_FILES[as],
      "Content-Disposition": `attachment; filename="${number}.${as}"`,
    },
  });
}
