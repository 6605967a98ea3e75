import { sealPdf, type Seal } from "#app/infra/sealed-pdf.server.ts";
import { renderCertificateSet, type PrintedCertificate } from "./certificate-pdf.server.tsx";
import { renderTranscript, type PrintedTranscript } from "./transcript-pdf.server.tsx";

/** One certificate, or several as one document; or what stands behind one. Signed, or as it is sent to a printer. */
export type Drawing = ({ set: PrintedCertificate[] } | { transcript: PrintedTranscript }) & {
  seal: Seal | null;
};

export async function drawAndSeal({ seal, ...what }: Drawing): Promise<Uint8Array> {
  const pdf = await ("set" in what ? renderCertificateSet(what.set) : renderTranscript(what.transcript));
  return seal ? sealPdf(pdf, seal) : pdf;
}
