import { wholeAnswer } from "#app/infra/http.server.ts";
import { drawCertificateSet, type Marked } from "./draw-certificate.server.ts";
import { printedCopy, type PaperOf } from "./paper-log.server.ts";
import { CopyNumber } from "./paper-log.ts";

/** A copy that the log says was printed, drawn for paper: a second one says on it that it is one. Else 404. */
export async function sendCopy(
  request: Request,
  of: PaperOf,
  { number, facts, mark }: Pick<Marked, "facts" | "mark"> & { number: string },
): Promise<Response> {
  const asked = CopyNumber.safeParse(new URL(request.url).searchParams.get("copy"));
  const copy = asked.success ? await printedCopy(of, asked.data) : null;
  if (!copy) throw new Response(null, { status: 404 });
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${number}-${copy.copy}.pdf"`,
    "Cache-Control": "private, no-store",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  return wholeAnswer(await drawCertificateSet([{ facts, mark, copy }]), { headers });
}
