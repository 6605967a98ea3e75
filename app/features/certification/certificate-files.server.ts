import { db } from "#app/infra/db.server.ts";
import { openFile, putFile, type StoredFile } from "#app/infra/files.server.ts";
import { log } from "#app/infra/log.server.ts";
import { certificatesFor } from "./certificates.server.ts";
import type { PrintedFacts } from "./licence-facts.ts";
import { drawCertificate } from "./draw-certificate.server.ts";

/** What is printed, and what keeps the hash of its file: that which is kept first is its for ever. */
export type Printed = { id: string; facts: PrintedFacts; pdfSha256: string | null };
type KeepHash = (id: string, pdfSha256: string) => Promise<string>;

/** Asked for twice while it is being drawn, a certificate is drawn once. */
const underWay = new Map<string, Promise<string>>();

/** The stored PDF: drawn when first needed, and for ever the same bytes afterwards. */
export async function certificateFile(
  certificate: Printed,
  keep: KeepHash = keepOfCertificate,
): Promise<{ sha256: string; file: StoredFile }> {
  const sha256 = certificate.pdfSha256 ?? (await drawnOnce(certificate, keep));
  const file = await openFile(sha256);
  if (!file)
    throw new Error(`the bytes of certificate ${certificate.id} (${sha256}) are not in DATA_DIR/files`);
  return { sha256, file };
}

/** How large the download is; null before it was drawn. */
export async function certificateBytes({ pdfSha256 }: Pick<Printed, "pdfSha256">): Promise<number | null> {
  return pdfSha256 === null ? null : ((await openFile(pdfSha256))?.bytes ?? null);
}

/** After an act, beside the answer to it: what does not come to an end now is drawn when somebody asks. */
export function drawSoon(certificateIds: string[]): void {
  drawAll(certificateIds).catch((error: unknown) => log.warn({ err: error }, "certificates were not drawn"));
}

async function drawAll(certificateIds: string[]): Promise<void> {
  for (const certificate of await certificatesFor(certificateIds))
    if (certificate.pdfSha256 === null) await drawnOnce(certificate, keepOfCertificate);
}

function drawnOnce(certificate: Printed, keep: KeepHash): Promise<string> {
  const drawing = underWay.get(certificate.id) ?? draw(certificate, keep);
  underWay.set(certificate.id, drawing);
  return drawing.finally(() => underWay.delete(certificate.id));
}

const draw = async ({ id, facts }: Printed, keep: KeepHash): Promise<string> =>
  keep(id, await putFile(await drawCertificate(facts)));

/** Another process may draw it too: the hash that is kept first is the certificate's. */
async function keepOfCertificate(id: string, pdfSha256: string): Promise<string> {
  const { count } = await db.certificate.updateMany({ where: { id, pdfSha256: null }, data: { pdfSha256 } });
  if (count === 1) return pdfSha256;
  const { pdfSha256: first } = await db.certificate.findUniqueOrThrow({
    where: { id },
    select: { pdfSha256: true },
  });
  return first!;
}
