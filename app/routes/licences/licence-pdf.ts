import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendCertificate } from "#app/features/certification/send-certificate.server.ts";
import { sendCopy } from "#app/features/certification/send-copy.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { findLicencePaper } from "#app/features/licences/licence-paper.server.ts";
import { licenceCertificateFile, licenceToPrint } from "#app/features/licences/write-licence.server.ts";

/** The certificate of a licence, for those who see it; or a copy that was printed, to put it on paper. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  const licence = found(await licenceToPrint(actor, args.params["licenceId"]!));
  if (new URL(args.request.url).searchParams.has("copy"))
    return sendCopy(args.request, await findLicencePaper(actor, licence.id), licence);
  return sendCertificate(args.request, licence.number, await licenceCertificateFile(licence));
}
