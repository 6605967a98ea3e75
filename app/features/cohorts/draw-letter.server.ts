import { wholeAnswer } from "#app/infra/http.server.ts";
import { offThread } from "#app/infra/off-thread.server.ts";
import { draftedNote } from "#app/infra/words.server.ts";
import type { PrintedLetter } from "./letter-pdf.server.tsx";

export const drawLetter = offThread<PrintedLetter, Uint8Array>(
  { file: "build/letter-thread.js", idleMs: 20_000 },
  async (letter) => (await import("./letter-pdf.server.tsx")).renderLetterPdf(letter),
);

/** The letter as a download; asked for its head alone, nothing is drawn. */
export async function letterAnswer(request: Request, letter: PrintedLetter, name: string): Promise<Response> {
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${name}.pdf"`,
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  return wholeAnswer(await drawLetter({ ...letter, note: draftedNote(letter.locale) }), { headers });
}
