import { openFile } from "#app/infra/files.server.ts";
import type { Drawable } from "./certificate-view.ts";

/** How large the download is; null before it was drawn. */
export async function certificateBytes({ pdfSha256 }: Pick<Drawable, "pdfSha256">): Promise<number | null> {
  return pdfSha256 === null ? null : ((await openFile(pdfSha256))?.bytes ?? null);
}
