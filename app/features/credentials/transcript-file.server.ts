import { drawTranscript } from "#app/features/certification/draw-certificate.server.ts";
import type { Drawable } from "#app/features/certification/certificate-view.ts";
import { hasTranscript, transcriptOf } from "#app/features/certification/transcripts.server.ts";
import { sealFor } from "./seal-for.server.ts";

/**
 * The transcript of a certificate as it is today, signed like it and with the same credential inside: what the
 * certificate is worth, the transcript is. It is drawn each time it is asked for and not kept: that it is one is signed with
 * the credential inside, so that no other file passes for it. Null where there is none.
 */
export async function transcriptFile(
  certificate: Drawable,
  withLanguage: string | null,
): Promise<Uint8Array | null> {
  if (!hasTranscript(certificate)) return null;
  const transcript = await transcriptOf(certificate, withLanguage);
  return (
    transcript &&
    drawTranscript(
      certificate.facts,
      transcript,
      await sealFor({ certificateId: certificate.id }, { paper: "transcript" }),
    )
  );
}
