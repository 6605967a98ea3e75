import { readdir } from "node:fs/promises";
import { CourseFolder } from "./course-folder.server.ts";
import { AccountsFile, CourseFile, CourseTextFile } from "./course-files.ts";
import {
  error,
  errorAt,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type Written,
} from "./course-source.ts";
import { readFigures } from "./read-figures.server.ts";
import { readModule } from "./read-module.server.ts";
import { readWritten } from "./read-written.server.ts";

/* A course folder, read into values that name their lines. Nothing is judged here but the form of each file. */

export type CourseReading = {
  courseId: string;
  /** Null when course.yaml itself cannot be read. */
  source: CourseSource | null;
  problems: Problem[];
};

export async function readCourse(contentDir: string, courseId: string): Promise<CourseReading> {
  const folder = new CourseFolder(contentDir, courseId);
  const source = await readSource(folder);
  return { courseId, source, problems: folder.problems };
}

/** The courses of a content folder, by their folder names. */
export async function courseIdsIn(contentDir: string): Promise<string[]> {
  const entries = await readdir(contentDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

async function readSource(folder: CourseFolder): Promise<CourseSource | null> {
  const { problems } = folder;
  if (!folder.has("course.yaml")) {
    problems.push(error(folder.name("course.yaml"), 1, "a course has a course.yaml"));
    return null;
  }
  const written = readWritten(
    {
      schema: CourseFile,
      text: await folder.text("course.yaml"),
      file: folder.name("course.yaml"),
      translated: false,
    },
    problems,
  );
  if (!written) return null;
  await refuseStrangers(folder, written.value.languages);
  const { from, ids } = await whereModulesStand(folder, written);
  const accounts = await readFigures(from, "accounts.yaml", AccountsFile);
  const texts = await readTexts(folder, written.value);
  const modules: Record<string, ModuleSource> = {};
  for (const id of ids) {
    const module = await readModule(from, id, written.value);
    if (module) modules[id] = module;
  }
  if (from !== folder) problems.push(...from.problems);
  return { courseId: folder.courseId, written, accounts, texts, modules };
}

/** Here; or with the course they are borrowed from, on whose accounts they stand: then those that are named. */
async function whereModulesStand(folder: CourseFolder, written: Written<CourseFile>) {
  const { "modules-from": lender, sections } = written.value;
  const { folders } = await folder.list("modules");
  if (lender === undefined) return { from: folder, ids: folders };
  const from = folder.beside(lender);
  const at = (message: string) => folder.problems.push(errorAt(written, ["modules-from"], message));
  if (!from.has("course.yaml")) at(`there is no course ${lender} beside this one`);
  if (folders.length > 0) at("a course has modules of its own or another's, not both");
  return { from, ids: sections.flatMap(({ modules }) => modules).filter((id) => from.has(`modules/${id}`)) };
}

async function readTexts(folder: CourseFolder, { languages, source }: CourseFile) {
  const texts: Record<string, Written<CourseTextFile>> = {};
  for (const language of languages) {
    const file = `${language}/course.yaml`;
    if (!folder.has(file)) continue;
    const written = readWritten(
      {
        schema: CourseTextFile,
        text: await folder.text(file),
        file: folder.name(file),
        translated: language !== source,
      },
      folder.problems,
    );
    if (written) texts[language] = written;
  }
  return texts;
}

/** A file that no reader knows is a file that no learner gets: better said than silently left out. */
async function refuseStrangers(folder: CourseFolder, languages: string[]): Promise<void> {
  const here = await folder.list(".");
  const strange = [
    ...here.files.filter((name) => name !== "course.yaml" && name !== "accounts.yaml"),
    ...here.folders.filter((name) => name !== "modules" && !languages.includes(name)),
    ...(await folder.list("modules")).files.map((name) => `modules/${name}`),
  ];
  for (const language of languages)
    for (const name of (await folder.list(language)).files)
      if (name !== "course.yaml") strange.push(`${language}/${name}`);
  for (const name of strange)
    folder.problems.push(error(folder.name(name), 1, "a course has no such file or folder"));
}
