import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { WATCH_LIST_WORDS_YAML, WATCH_LIST_YAML } from "./sheets.ts";

/* A small, faultless course as files, and ways to spoil it. One module "first", units and items of every kind. */

export const COURSE = "small-course";

export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img"><title>A line</title><path d="M0 0h40"/></svg>';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

const single = (id: string, objective: string, key: string) =>
  `- { id: ${id}, kind: single, objective: ${objective}, level: application, difficulty: 1, options: [a, b, c], key: ${key} }\n`;

const singleWords = (id: string, key: string) =>
  `${id}:
  prompt: "What about ${id} and ${[...id].join(" ")}?"
  options: { a: "One of ${id}", b: "Two of ${id}", c: "Six of ${id}" }
  explain: "Because."
  distractors: { ${["a", "b", "c"]
    .filter((option) => option !== key)
    .map((option) => `${option}: "Not so."`)
    .join(", ")} }
`;

export type CourseFiles = Record<string, string | null>;

export const courseFiles = (): CourseFiles => ({
  "course.yaml": `version: "1.0"
programme: management
source: en
languages: [en, fr]
sections:
  - id: only
    kind: core
    modules: [first]
final:
  draw: { first: 2 }
  pass: 70
  attempts: 2
`,
  "en/course.yaml": `title: A small course
summary: "Small, but whole."
audience: "Testers."
sections: { only: "The only section" }
`,
  "modules/first/module.yaml": `minutes: 60
objectives: [know, do]
units:
  - { id: reading-one, kind: reading, minutes: 8, objectives: [know] }
  - { id: the-case, kind: case, minutes: 10, objectives: [do] }
  - { id: the-tool, kind: tool, minutes: 5, objectives: [do], file: files/sheet.csv }
  - { id: the-test, kind: quiz, minutes: 5, draw: { know: 1, do: 1 }, pass: 50 }
  - { id: letter, kind: quiz, minutes: 5, items: [write-it], pass: 50, attempts: 1 }
  - { id: plan, kind: action-plan, minutes: 5, objectives: [do] }
  - { id: watch-list, kind: tool, minutes: 10, objectives: [do] }
`,
  "modules/first/items.yaml": `${single("q-know", "know", "a")}${single("q-do", "do", "b")}- id: write-it
  kind: free-text
  objective: do
  level: application
  difficulty: 2
  points: 4
`,
  "modules/first/en/module.yaml": `title: The first module
summary: "What it is about."
objectives:
  know: "You can know."
  do: "You can do."
`,
  "modules/first/en/items.yaml": `${singleWords("q-know", "a")}${singleWords("q-do", "b")}write-it:
  prompt: "Write a letter."
  guidance: "Kind and clear."
`,
  "modules/first/en/reading-one.md": `---
title: Reading one
---
${words(320)}

## A heading

See [the case](unit:first/the-case).

![A line from left to right](figures/line.svg "The line")

:::note
Remember this.
:::

::::check
Which?

- This
- That

:::answer
This.
:::
::::
`,
  "modules/first/en/the-case.md": `---
title: The case
---
Two people meet.

:::resolution
They agree.
:::
`,
  "modules/first/en/the-tool.md": "---\ntitle: The tool\n---\nPrint it.\n",
  "modules/first/en/watch-list.md": "---\ntitle: The watch list\n---\nWho is late.\n",
  "modules/first/sheets/watch-list.yaml": WATCH_LIST_YAML,
  "modules/first/en/sheets.yaml": WATCH_LIST_WORDS_YAML,
  "modules/first/en/plan.md": "---\ntitle: Your plan\n---\nWrite one goal.\n",
  "modules/first/fr/reading-one.md": `---
title: Lecture un
state: machine-drafted
of: "000000000000"
---
${words(320)}

Voyez [le cas](unit:first/the-case).

![Une ligne](figures/line.svg)

:::note
Retenez ceci.
:::

::::check
Lequel ?

- Ceci
- Cela

:::answer
Ceci.
:::
::::
`,
  "modules/first/figures/line.svg": SVG,
  "modules/first/files/sheet.csv": "Day,What\nMonday,\n",
});

/** Writes the course with `changes` (null removes a file) and answers the content folder. */
export async function writeCourse(changes: CourseFiles = {}, contentDir?: string): Promise<string> {
  const folder = contentDir ?? path.join(await mkdtemp(path.join(tmpdir(), "courseware-")), "content");
  await rm(path.join(folder, COURSE), { recursive: true, force: true });
  for (const [name, text] of Object.entries({ ...courseFiles(), ...changes })) {
    if (text === null) continue;
    const file = path.join(folder, COURSE, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}

export const SHORT_COURSE = "short-course";

/** Beside the small course one that borrows its module; answers its course.yaml, and where that is. */
export async function writeShortCourse(folder: string): Promise<{ yaml: string; file: string }> {
  const own = courseFiles();
  const yaml = own["course.yaml"]!.replace("sections:", `modules-from: ${COURSE}\nsections:`);
  const file = path.join(folder, SHORT_COURSE, "course.yaml");
  await mkdir(path.join(folder, SHORT_COURSE, "en"), { recursive: true });
  await writeFile(file, yaml);
  await writeFile(path.join(folder, SHORT_COURSE, "en/course.yaml"), own["en/course.yaml"]!);
  return { yaml, file };
}

/** A text of the small course with one passage replaced; the passage must be there. */
export function changed(name: string, from: string, to: string): CourseFiles {
  const text = courseFiles()[name];
  if (!text?.includes(from)) throw new Error(`${name} has no ${JSON.stringify(from)}`);
  return { [name]: text.replace(from, to) };
}
