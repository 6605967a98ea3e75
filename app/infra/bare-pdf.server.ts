import type { PDFDocument } from "pdf-lib";

/** Of a page, what is not on it: who wrote or handled it may stand there. */
const BESIDE_THE_PAGE = ["AA", "Annots", "B", "LastModified", "Metadata", "PieceInfo"];

/**
 * The pages of a PDF and nothing else: no title, author or dates, no notes, bookmarks or attachments. The same file gives the
 * same bytes. Null: it cannot be read, or only with a password.
 */
export async function barePdf(bytes: Uint8Array): Promise<Buffer<ArrayBuffer> | null> {
  const { PDFDocument, PDFName, PDFStream } = await import("pdf-lib");
  const bare = await PDFDocument.create({ updateMetadata: false });
  try {
    const given: PDFDocument = await PDFDocument.load(bytes, { updateMetadata: false });
    // Before they are copied: what hangs on a page is copied with it.
    for (const { node } of given.getPages()) for (const key of BESIDE_THE_PAGE) node.delete(PDFName.of(key));
    for (const page of await bare.copyPages(given, given.getPageIndices())) bare.addPage(page);
    if (bare.getPageCount() === 0) return null;
  } catch {
    return null;
  }
  // Of pictures and forms on the pages too; what pointed at them finds nothing.
  const { context } = bare;
  for (const [ref, object] of context.enumerateIndirectObjects())
    if (object instanceof PDFStream && object.dict.get(PDFName.of("Type")) === PDFName.of("Metadata"))
      context.delete(ref);
  return Buffer.from(await bare.save());
}
