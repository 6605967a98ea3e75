import * as z from "zod";
import type { CourseFolder } from "./course-folder.server.ts";
import { Slug } from "./course-outline.ts";
import { error, type ModuleSource } from "./course-source.ts";
import { readWritten } from "./read-written.server.ts";
import { Sheet, SheetWords } from "./sheet.ts";

/** `<lang>/sheets.yaml`: the words of each tool's sheet. */
export const SheetTexts = z.record(Slug, SheetWords);

/** The sheets of a module, by the tool they belong to. */
export async function readSheets(folder: CourseFolder, root: string): Promise<ModuleSource["sheets"]> {
  const sheets: ModuleSource["sheets"] = {};
  for (const name of (await folder.list(`${root}/sheets`)).files) {
    const file = folder.name(`${root}/sheets/${name}`);
    const tool = name.replace(/\.yaml$/, "");
    if (tool === name || !Slug.safeParse(tool).success) {
      folder.problems.push(error(file, 1, "a sheet is named as its tool: <unit>.yaml"));
      continue;
    }
    const text = await folder.text(`${root}/sheets/${name}`);
    const written = readWritten({ schema: Sheet, text, file, translated: false }, folder.problems);
    if (written) sheets[tool] = written;
  }
  return sheets;
}
