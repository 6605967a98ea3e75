import writeExcelFile from "write-excel-file/node";
import { ZipFile } from "yazl";

/* Files as a spreadsheet program writes them, and archives that only look so. */

export type SheetCell = string | number | boolean | Date | null;

export async function spreadsheet(rows: SheetCell[][]): Promise<Uint8Array> {
  const cells = rows.map((row) =>
    row.map((value) =>
      value instanceof Date ? { value, type: Date, format: "dd/mm/yyyy" } : value === null ? null : { value },
    ),
  );
  const file = await writeExcelFile(cells).toBuffer();
  return new Uint8Array(file);
}

export async function archive(files: Record<string, string | Buffer>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

/** The least that is a spreadsheet, with whatever is put into its sheet. */
export const spreadsheetOf = (sheetData: string): Promise<Uint8Array> =>
  archive({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml":
      '<workbook><workbookPr/><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
  });
