import { sealPdf, type Seal } from "#app/infra/sealed-pdf.server.ts";
import { renderCertificateSet, type PrintedCertificate } from "./certificate-pdf.server.tsx";

/** One certificate, or several as one document; signed, or as it is sent to a printer. */
export type Drawing = { set: PrintedCertificate[]; seal: Seal | null };

export async function drawAndSeal({ set, seal }: Drawing): Promise<Uint8Array> {
  const pdf = await renderCertificateSet(set);
  return seal ? sealPdf(pdf, seal) : pdf;
}
