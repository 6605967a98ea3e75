import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendCertificate } from "#app/features/certification/send-certificate.server.ts";
import { sendCopy } from "#app/features/certification/send-copy.server.ts";
import {
  CREDENTIAL_FILES,
  credentialFile,
  readCredentialFile,
} from "#app/features/credentials/badges.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { findLicencePaper } from "#app/features/licences/licence-paper.server.ts";
import { licenceCertificateFile, licenceToPrint } from "#app/features/licences/write-licence.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/**
 * The certificate of a licence, for those who see it: the signed file; with "as" a credential, a badge or a picture; with
 * "copy" one that was printed, to put it on paper.
 */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  const licence = found(await licenceToPrint(actor, args.params["licenceId"]!));
  const { searchParams } = new URL(args.request.url);
  const of = { licenceId: licence.id };
  if (searchParams.has("copy"))
    return sendCopy(args.request, await findLicencePaper(actor, licence.id), {
      ...licence,
      mark: await qrText(of),
    });
  const as = searchParams.get("as");
  if (as === null)
    return sendCertificate(args.request, licence.number, await licenceCertificateFile(licence));
  if (as === "picture") {
    const { sharePicture } = await import("#app/features/credentials/share-picture.server.ts"); // brings fonts and sharp
    return attachment(found(await sharePicture(of)), "image/png", `${licence.number}-picture.png`);
  }
  const kind = readCredentialFile(as);
  return attachment(
    found(await credentialFile(of, kind)),
    CREDENTIAL_FILES[kind],
    `${licence.number}.${kind}`,
  );
}

const attachment = (bytes: string | Uint8Array, type: string, name: string): Response =>
  wholeAnswer(bytes, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` },
  });
