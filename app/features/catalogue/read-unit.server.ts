import type { CourseFolder } from "./course-folder.server.ts";
import { UnitHead } from "./course-files.ts";
import { error, type UnitSource } from "./course-source.ts";
import { labelsIn } from "./lesson-labels.ts";
import { lessonHtml } from "./lesson-html.server.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import { readWritten } from "./read-written.server.ts";
import type { TrainerText } from "./trainer-texts.ts";

const FRONT_MATTER = /^---\n([\s\S]*?\n)---\n/;

/** A unit's Markdown: its front matter in form, its body understood as far as the checks need. */
export async function readUnit(
  folder: CourseFolder,
  file: string,
  language: string,
  translated: boolean,
  trainer?: TrainerText,
): Promise<UnitSource | null> {
  const text = await folder.text(file);
  const name = folder.name(file);
  const head = FRONT_MATTER.exec(text);
  if (!head) {
    folder.problems.push(error(name, 1, "a unit begins with front matter: ---, title: …, ---"));
    return null;
  }
  const body = text.slice(head[0].length);
  const written = readWritten(
    { schema: UnitHead, text: head[1] ?? "", file: name, translated, firstLine: 2, body: body.trim() },
    folder.problems,
  );
  if (!written) return null;
  const firstLine = head[0].split("\n").length;
  const setting = { labels: labelsIn(language), language, ...(trainer && { trainer }) };
  const { tree, facts } = readLesson(body, setting, firstLine);
  return { ...written, body, lesson: facts, html: (pictureAt) => lessonHtml(tree, pictureAt) };
}
