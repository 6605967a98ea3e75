import { fileAnswer } from "#app/features/cohorts/file-answer.server.ts";
import { evidenceExtension } from "#app/lib/evidence-file.ts";
import type { OpenedPaper } from "./case-papers.server.ts";

/** The bytes of a paper of a case: evidence is saved and kept by no cache, as where it was brought. */
export async function paperAnswer(request: Request, paper: OpenedPaper): Promise<Response> {
  if ("kept" in paper) return fileAnswer(request, paper.kept);
  const { evidence, mediaType } = paper;
  const headers = {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="evidence.${evidenceExtension(mediaType)}"`,
    "Content-Length": String(evidence.bytes),
    "Cache-Control": "private, no-store, no-transform",
  };
  return new Response(request.method === "HEAD" ? null : evidence.stream(), { headers });
}
