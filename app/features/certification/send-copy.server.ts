import { wholeAnswer } from "#app/infra/http.server.ts";
import { drawCertificateSet, type Marked } from "./draw-certificate.server.ts";
import { printedCopy, type FoundPaper } from "./paper-log.server.ts";
import { CopyNumber } from "./paper-log.ts";

/**
 * A copy that the log says was printed, drawn for paper: a second one says on it that it is one. Else 404. Drawn again it is
 * for who could print it now: not for its holder, and not once it has ended.
 * @param paper as its keeper finds it
 */
export async function sendCopy(
  request: Request,
  paper: FoundPaper | null,
  { number, facts, mark }: Pick<Marked, "facts" | "mark"> & { number: string },
): Promise<Response> {
  const asked = CopyNumber.safeParse(new URL(request.url).searchParams.get("copy"));
  const drawable = paper?.holds && !paper.own;
  const copy = drawable && asked.success ? await printedCopy(paper.of, asked.data) : null;
  if (!copy) throw new Response(null, { status: 404 });
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="${number}-${copy.copy}.pdf"`,
    "Cache-Control": "private, no-store",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  return wholeAnswer(await drawCertificateSet([{ facts, mark, copy }]), { headers });
}
