import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Written } from "./course-source.ts";
import { courseIdsIn, readCourse } from "./read-course.server.ts";
import { TRAINER_TEXTS } from "./trainer-texts.ts";

/**
 * Writes into every translation that does not say it yet which source it was made from. Only one line is added;
 * the rest of the file stays as its author wrote it. Answers the files it changed.
 */
export async function stampTranslations(contentDir: string, only: readonly string[] = []): Promise<string[]> {
  const stamped: string[] = [];
  const stamp = async (
    own: Written<unknown> | null | undefined,
    source: Written<unknown> | null | undefined,
    name: "of" | "$of",
  ) => {
    if (!own?.made || own.made.of !== null || !source) return;
    const file = path.join(path.dirname(path.resolve(contentDir)), own.file);
    await writeFile(file, withLine(await readFile(file, "utf8"), name, source.fingerprint));
    stamped.push(own.file);
  };
  for (const courseId of await courseIdsIn(contentDir)) {
    if (only.length > 0 && !only.includes(courseId)) continue;
    const { source } = await readCourse(contentDir, courseId);
    if (!source) continue;
    const from = source.written.value.source;
    for (const text of Object.values(source.texts)) await stamp(text, source.texts[from], "of");
    for (const { texts } of Object.values(source.modules))
      for (const own of Object.values(texts)) {
        await stamp(own.module, texts[from]?.module, "of");
        await stamp(own.items, texts[from]?.items, "$of");
        await stamp(own.figures, texts[from]?.figures, "$of");
        await stamp(own.forms, texts[from]?.forms, "$of");
        await stamp(own.sheets, texts[from]?.sheets, "$of");
        for (const [id, unit] of Object.entries(own.units)) await stamp(unit, texts[from]?.units[id], "of");
        for (const id of TRAINER_TEXTS) await stamp(own.trainer[id], texts[from]?.trainer[id], "of");
      }
  }
  return stamped;
}

/** After the line that says the state: every translation has one, or it could not be read. */
function withLine(text: string, name: "of" | "$of", fingerprint: string): string {
  const state = name === "of" ? /^state:.*$/m : /^["']?\$state["']?:.*$/m;
  return text.replace(state, (line) => `${line}\n${name}: "${fingerprint}"`); // unquoted, digits alone are a number
}
