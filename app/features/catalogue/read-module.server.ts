import * as z from "zod";
import { AuthoredItem } from "./authored-item.ts";
import { ClientForms, ClientFormWords } from "./client-forms.ts";
import type { CourseFolder } from "./course-folder.server.ts";
import {
  FigureWordsFile,
  ItemTextFile,
  ModuleFile,
  ModuleTextFile,
  WorkedFile,
  type CourseFile,
} from "./course-files.ts";
import { error, lineOf, type ItemSource, type ModuleSource, type ModuleTexts } from "./course-source.ts";
import { Slug } from "./course-outline.ts";
import { readFiles } from "./read-files.server.ts";
import { readFigures } from "./read-figures.server.ts";
import { readSheets, SheetTexts } from "./read-sheets.server.ts";
import { readUnit } from "./read-unit.server.ts";
import { readWritten } from "./read-written.server.ts";
import { parseAt, readYamlList } from "./read-yaml.server.ts";
import { isTrainerText } from "./trainer-texts.ts";

/* One module's folder. */

const ItemTexts = z.record(Slug, ItemTextFile);

export async function readModule(
  folder: CourseFolder,
  id: string,
  course: CourseFile,
): Promise<ModuleSource | null> {
  const root = `modules/${id}`;
  const { problems } = folder;
  if (!Slug.safeParse(id).success)
    problems.push(error(folder.name(root), 1, "a module's folder is named in a-z, 0-9 and -"));
  if (!folder.has(`${root}/module.yaml`)) {
    problems.push(error(folder.name(`${root}/module.yaml`), 1, "a module has a module.yaml"));
    return null;
  }
  const written = await readOwn(folder, `${root}/module.yaml`, ModuleFile);
  // A lender may speak more languages; what is strange in its folders is said where it is read itself.
  if (course["modules-from"] === undefined) await refuseStrangers(folder, root, course.languages);
  const items = await readItems(folder, root, id);
  const worked = await readFigures(folder, `${root}/worked.yaml`, WorkedFile);
  const sheets = await readSheets(folder, root);
  const texts: Record<string, ModuleTexts> = {};
  for (const language of course.languages)
    texts[language] = await readTexts(folder, root, language, language !== course.source);
  const forms = folder.has(`${root}/forms.yaml`)
    ? await readOwn(folder, `${root}/forms.yaml`, ClientForms)
    : null;
  const words = Object.fromEntries(
    Object.entries(texts).flatMap(([language, { figures }]) => (figures ? [[language, figures]] : [])),
  );
  const files = await readFiles(folder, root, { words, source: course.source });
  const itemsFile = folder.name(`${root}/items.yaml`);
  return written && { id, written, itemsFile, items, sheets, forms, worked, texts, files };
}

/** A file without words, the same in every language. */
const readOwn = async <Schema extends z.ZodType>(folder: CourseFolder, name: string, schema: Schema) =>
  readWritten(
    { schema, text: await folder.text(name), file: folder.name(name), translated: false },
    folder.problems,
  );

const FILES = ["module.yaml", "items.yaml", "worked.yaml", "forms.yaml"];
const FOLDERS = ["figures", "files", "sheets"];

async function refuseStrangers(folder: CourseFolder, root: string, languages: string[]): Promise<void> {
  const { files, folders } = await folder.list(root);
  const strange = [
    ...files.filter((name) => !FILES.includes(name)),
    ...folders.filter((name) => !FOLDERS.includes(name) && !languages.includes(name)),
  ];
  for (const name of strange)
    folder.problems.push(error(folder.name(`${root}/${name}`), 1, "a module has no such file or folder"));
}

async function readItems(folder: CourseFolder, root: string, moduleId: string): Promise<ItemSource[]> {
  const name = `${root}/items.yaml`;
  if (!folder.has(name)) return [];
  const read = readYamlList(await folder.text(name), folder.name(name));
  if (Array.isArray(read)) {
    folder.problems.push(...read);
    return [];
  }
  return read.value.flatMap((item, index) => {
    const parsed = parseAt(AuthoredItem, item, read, [index]);
    if (!parsed.ok) {
      folder.problems.push(...parsed.problems);
      return [];
    }
    return [{ question: { ...parsed.value, moduleId }, line: lineOf(read, index) }];
  });
}

const TEXT_FILES = ["module.yaml", "items.yaml", "figures.yaml", "sheets.yaml", "forms.yaml"];

async function readTexts(
  folder: CourseFolder,
  root: string,
  language: string,
  translated: boolean,
): Promise<ModuleTexts> {
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema, prefix: "" | "$") =>
    folder.has(name)
      ? readWritten(
          { schema, text: await folder.text(name), file: folder.name(name), translated, prefix },
          folder.problems,
        )
      : null;
  const here = `${root}/${language}`;
  const module = await read(`${here}/module.yaml`, ModuleTextFile, "");
  const items = await read(`${here}/items.yaml`, ItemTexts, "$");
  const figures = await read(`${here}/figures.yaml`, FigureWordsFile, "$");
  const sheets = await read(`${here}/sheets.yaml`, SheetTexts, "$");
  const forms = await read(`${here}/forms.yaml`, ClientFormWords, "$");
  const units: ModuleTexts["units"] = {};
  const trainer: ModuleTexts["trainer"] = {};
  for (const name of (await folder.list(here)).files) {
    if (TEXT_FILES.includes(name)) continue;
    const file = `${here}/${name}`;
    if (!name.endsWith(".md"))
      folder.problems.push(error(folder.name(file), 1, "a language's folder holds .md and .yaml files only"));
    else {
      const id = name.slice(0, -".md".length);
      const own = isTrainerText(id) ? id : undefined;
      const unit = await readUnit(folder, file, language, translated, own);
      if (!unit) continue;
      if (own) trainer[own] = unit;
      else units[id] = unit;
    }
  }
  return { module, items, sheets, forms, units, trainer, figures };
}
