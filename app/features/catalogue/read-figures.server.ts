import type * as z from "zod";
import type { CourseFolder } from "./course-folder.server.ts";
import type { Unread, Written } from "./course-source.ts";
import { readWritten } from "./read-written.server.ts";

/** accounts.yaml or worked.yaml; null where there is none. They are in no language. */
export async function readFigures<Schema extends z.ZodType>(
  folder: CourseFolder,
  file: string,
  schema: Schema,
): Promise<Written<z.output<Schema>> | Unread | null> {
  if (!folder.has(file)) return null;
  const text = await folder.text(file);
  const reading = { schema, text, file: folder.name(file), translated: false };
  return readWritten(reading, folder.problems) ?? "unread";
}
