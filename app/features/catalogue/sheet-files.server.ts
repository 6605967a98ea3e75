import { isStored, putFile } from "#app/infra/files.server.ts";
import { paths } from "#app/lib/paths.ts";
import { courseVersion, unitSheet, type CourseVersionFacts, type FileFacts } from "./courses.server.ts";
import { drawSheet } from "./draw-sheet.server.ts";
import { mediaTypeByName, sheetPath } from "./file-paths.ts";
import { bytesSoon } from "./made-soon.server.ts";
import { remember } from "./remember.server.ts";
import { sheetFacts } from "./sheet-facts.ts";
import { sheetWorkbook } from "./sheet-workbook.server.ts";
import type { ToolDownload } from "./unit-reading.ts";

const SHEET_FILE = /^sheets\/([a-z0-9-]+)\.([a-z]{2,3})\.(xlsx|pdf)$/;

/**
 * A file made of a tool's sheet, when it is first asked for: the same sheet gives the same bytes, so what a restart
 * makes again is there already. Null when there is no such sheet in this language.
 */
export const sheetFile = remember(
  400,
  async (versionId: string, moduleId: string, path: string): Promise<FileFacts | null> => {
    const [, unitId = "", locale = "", kind = ""] = SHEET_FILE.exec(path) ?? [];
    const version = unitId ? await courseVersion(versionId) : null;
    const tool = version && (await unitSheet(versionId, moduleId, unitId, locale));
    const facts = tool && !tool.fallback && sheetFacts(published(version), { moduleId, unitId }, tool);
    if (!facts) return null;
    const bytes = await (kind === "pdf" ? drawSheet(facts) : sheetWorkbook(facts));
    return {
      path,
      sha256: await putFile(bytes),
      bytes: bytes.length,
      mediaType: mediaTypeByName(path) ?? "",
    };
  },
  isStored,
);

const published = ({ outline, publishedAt }: CourseVersionFacts) => ({
  outline,
  publishedOn: publishedAt.toISOString().slice(0, 10),
});

/** What can be fetched of a tool; what is not made yet is being made from here on. */
export function toolDownloads(
  versionId: string,
  moduleId: string,
  unitId: string,
  locale: string,
): Promise<ToolDownload[]> {
  const files = [
    ["spreadsheet", sheetPath(unitId, locale, "xlsx")],
    ["print", sheetPath(unitId, locale, "pdf")],
  ] as const;
  return Promise.all(
    files.map(async ([kind, path]): Promise<ToolDownload> => {
      const bytes = await bytesSoon(sheetFile(versionId, moduleId, path), path);
      const name = path.slice("sheets/".length);
      return { kind, href: paths.courseFile(versionId, moduleId, path), name, bytes };
    }),
  );
}
