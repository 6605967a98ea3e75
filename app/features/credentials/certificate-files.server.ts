import { certificatesFor } from "#app/features/certification/certificates.server.ts";
import type { Drawable as WithNumber } from "#app/features/certification/certificate-view.ts";
import { drawCertificate } from "#app/features/certification/draw-certificate.server.ts";
import { db } from "#app/infra/db.server.ts";
import { openFile, putFile, type StoredFile } from "#app/infra/files.server.ts";
import { log } from "#app/infra/log.server.ts";
import { qrText } from "./credentials.server.ts";
import { sealFor } from "./seal-for.server.ts";

type Drawable = Omit<WithNumber, "number">;

/** Asked for twice while it is being drawn, a certificate is drawn once. */
const underWay = new Map<string, Promise<string>>();

/** The stored PDF: drawn and signed when first needed, and for ever the same bytes afterwards. */
export async function certificateFile(certificate: Drawable): Promise<{ sha256: string; file: StoredFile }> {
  const sha256 = certificate.pdfSha256 ?? (await drawnOnce(certificate));
  const file = await openFile(sha256);
  if (!file)
    throw new Error(`the bytes of certificate ${certificate.id} (${sha256}) are not in DATA_DIR/files`);
  return { sha256, file };
}

/** After an act, beside the answer to it: what does not come to an end now is drawn when somebody asks. */
export function drawSoon(certificateIds: string[]): void {
  drawAll(certificateIds).catch((error: unknown) => log.warn({ err: error }, "certificates were not drawn"));
}

async function drawAll(certificateIds: string[]): Promise<void> {
  for (const certificate of await certificatesFor(certificateIds))
    if (certificate.pdfSha256 === null) await drawnOnce(certificate);
}

function drawnOnce(certificate: Drawable): Promise<string> {
  const drawing = underWay.get(certificate.id) ?? draw(certificate);
  underWay.set(certificate.id, drawing);
  return drawing.finally(() => underWay.delete(certificate.id));
}

/** Another process may draw it too: the hash that is kept first is the certificate's. */
async function draw({ id, facts }: Drawable): Promise<string> {
  const pdfSha256 = await putFile(
    await drawCertificate({ facts, mark: await qrText(id) }, await sealFor(id)),
  );
  const { count } = await db.certificate.updateMany({ where: { id, pdfSha256: null }, data: { pdfSha256 } });
  if (count === 1) return pdfSha256;
  const { pdfSha256: first } = await db.certificate.findUniqueOrThrow({
    where: { id },
    select: { pdfSha256: true },
  });
  return first!;
}
