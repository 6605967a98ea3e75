import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendCertificate } from "#app/features/certification/send-certificate.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { licenceCertificateFile, licenceToPrint } from "#app/features/licences/write-licence.server.ts";

/** The certificate of a licence, for those who see it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  const licence = found(await licenceToPrint(actor, args.params["licenceId"]!));
  return sendCertificate(args.request, licence.number, await licenceCertificateFile(licence));
}
