import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkContent } from "#app/features/catalogue/check-content.server.ts";
import { isError } from "#app/features/catalogue/check-course.ts";
import type { LanguageCounts } from "#app/features/catalogue/course-counts.ts";
import { stampTranslations } from "#app/features/catalogue/stamp-translations.server.ts";

/* npm run content:check [-- --stamp] [-- --json FILE] [-- --content FOLDER] [-- --course ID …]: names file and line for
 * what is wrong with the courseware. */

const { values } = parseArgs({
  options: {
    stamp: { type: "boolean" },
    json: { type: "string" },
    content: { type: "string", default: "content" },
    course: { type: "string", multiple: true, default: [] },
  },
});
const contentDir = path.resolve(values.content);
const say = (line: string) => process.stdout.write(`${line}\n`);

if (values.stamp)
  for (const file of await stampTranslations(contentDir, values.course)) say(`stamped ${file}`);

const { problems, courses } = await checkContent(contentDir, values.course);
for (const { file, line, message, severity } of problems)
  say(`${file}:${line}: ${severity === "warning" ? "warning: " : ""}${message}`);

for (const [id, course] of Object.entries(courses)) {
  say(
    `\n${id}: ${course.sections} sections, ${course.modules} modules, ${course.units} units, ${course.items} items` +
      (course.clientQuestions > 0 ? `, ${course.clientQuestions} questions for clients` : ""),
  );
  for (const [language, counts] of Object.entries(course.languages)) say(`  ${language}: ${inWords(counts)}`);
}
const errors = problems.filter(isError).length;
say(`\n${errors} errors, ${problems.length - errors} warnings`);

if (values.json) await writeFile(values.json, `${JSON.stringify({ errors, courses }, null, 2)}\n`);
process.exitCode = errors > 0 ? 1 : 0;

function inWords({ units, words, items, states }: LanguageCounts): string {
  const worth = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  return `${units} texts of ${words} words, ${items} items (${worth.join(", ") || "nothing yet"})`;
}
