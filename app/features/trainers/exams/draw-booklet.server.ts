import { wholeAnswer } from "#app/infra/http.server.ts";
import { offThread } from "#app/infra/off-thread.server.ts";
import type { PrintedBooklet } from "./exam-booklet-pdf.server.tsx";

const drawBooklet = offThread<PrintedBooklet, Uint8Array>(
  { file: "build/booklet-thread.js", idleMs: 20_000 },
  async (booklet) => (await import("./exam-booklet-pdf.server.tsx")).renderBookletPdf(booklet),
);

/** As a download, kept by nobody on the way; asked for its head alone, nothing is drawn. */
export async function bookletAnswer(request: Request, booklet: PrintedBooklet): Promise<Response> {
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${booklet.number}.pdf"`,
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  return wholeAnswer(await drawBooklet(booklet), { headers });
}
