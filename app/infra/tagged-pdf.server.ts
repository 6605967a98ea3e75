import { deflateSync, inflateSync } from "node:zlib";
import type { PDFDocument, PDFObject, PDFPage, PDFRef } from "pdf-lib";
import { leanContent } from "#app/lib/lean-content.ts";

/*
 * Tells a PDF's reader in which order its lines are read and what is only ornament (tagged PDF): the renderer leaves that
 * out. Each line of text becomes a paragraph in the order in which it was drawn, each link is named by its address, and
 * all else is an artifact. Leans on how the renderer draws a line: its runs lie in one group of saved states.
 */

export async function tagPdf(document: PDFDocument): Promise<void> {
  const { PDFName } = await import("pdf-lib");
  const { context, catalog } = document;
  const [root, whole] = [context.nextRef(), context.nextRef()];
  const tree: { elements: PDFRef[]; parents: PDFObject[] } = { elements: [], parents: [] };
  for (const page of document.getPages()) await tagPage(document, page, whole, tree);
  context.assign(whole, context.obj({ Type: "StructElem", S: "Document", P: root, K: tree.elements }));
  const numbered = tree.parents.flatMap((parent, key) => [context.obj(key), parent]);
  context.assign(
    root,
    context.obj({
      Type: "StructTreeRoot",
      K: whole,
      ParentTree: context.obj({ Nums: numbered }),
      ParentTreeNextKey: tree.parents.length,
    }),
  );
  catalog.set(PDFName.of("StructTreeRoot"), root);
  catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
}

async function tagPage(
  document: PDFDocument,
  page: PDFPage,
  whole: PDFRef,
  tree: { elements: PDFRef[]; parents: PDFObject[] },
): Promise<void> {
  const { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFString } =
    await import("pdf-lib");
  const { context } = document;
  const place = page.node.get(PDFName.of("Contents"));
  const content = page.node.Contents();
  if (!(place instanceof PDFRef) || !(content instanceof PDFRawStream)) return; // an empty page
  const { marked, lines } = markLines(leanContent(inflateSync(content.contents).toString("latin1")));
  const packed = deflateSync(Buffer.from(marked, "latin1"), { level: 9 });
  context.assign(place, context.stream(packed, { Filter: "FlateDecode" }));

  const byMark: PDFRef[] = [];
  for (const marks of lines) {
    const element = context.register(
      context.obj({ Type: "StructElem", S: "P", P: whole, Pg: page.ref, K: marks }),
    );
    tree.elements.push(element);
    for (const mark of marks) byMark[mark] = element;
  }
  page.node.set(PDFName.of("StructParents"), context.obj(tree.parents.length));
  page.node.set(PDFName.of("Tabs"), PDFName.of("S"));
  tree.parents.push(context.obj(byMark));

  const annotations = page.node.lookupMaybe(PDFName.of("Annots"), PDFArray);
  for (const reference of annotations?.asArray() ?? []) {
    const link = context.lookup(reference, PDFDict);
    const address = link.lookupMaybe(PDFName.of("A"), PDFDict)?.lookupMaybe(PDFName.of("URI"), PDFString);
    if (!address) continue;
    const words = PDFHexString.fromText(address.decodeText());
    link.set(PDFName.of("Contents"), words);
    link.set(PDFName.of("StructParent"), context.obj(tree.parents.length));
    const object = context.obj({ Type: "OBJR", Obj: reference, Pg: page.ref });
    const element = context.register(
      context.obj({ Type: "StructElem", S: "Link", P: whole, Alt: words, K: object }),
    );
    tree.elements.push(element);
    tree.parents.push(element);
  }
}

/** The marks of each line, in the order drawn; what stands between them is ornament. */
export function markLines(content: string): { marked: string; lines: number[][] } {
  const lines: number[][] = [];
  const written = ["/Artifact BMC"];
  let [depth, marks, outside] = [0, 0, true];
  // How far back the states have been restored since the last run.
  let lowest = 0;
  for (const operation of content.split("\n")) {
    if (operation === "q") depth += 1;
    if (operation === "Q") lowest = Math.min(lowest, (depth -= 1));
    if (operation === "BT") {
      const sameLine = !outside && lowest >= depth - 1;
      if (sameLine) lines.at(-1)!.push(marks);
      else lines.push([marks]);
      written.push("EMC", `/P <</MCID ${marks}>> BDC`);
      [marks, lowest, outside] = [marks + 1, depth, false];
    }
    written.push(operation);
    if (operation === "ET") written.push("EMC", "/Artifact BMC");
  }
  return { marked: [...written, "EMC"].join("\n"), lines };
}
