import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { db } from "#app/infra/db.server.ts";

/** What somebody has of a paper: its code, its number, or the sum of its file. */
type Had = { code: string } | { number: string } | { pdfSha256: string };

/** A certificate, else a licence; null: none that we keep. */
export async function findPaper(had: Had): Promise<{ of: PaperOf; code: string | null } | null> {
  const find = { where: had, select: { id: true, code: true } };
  const [certificate, licence] = await Promise.all([
    db.certificate.findFirst(find),
    db.licence.findFirst(find),
  ]);
  if (certificate) return { of: { certificateId: certificate.id }, code: certificate.code };
  return licence && { of: { licenceId: licence.id }, code: licence.code };
}
