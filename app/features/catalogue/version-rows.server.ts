import type {
  ClientForms,
  CourseFile,
  CourseItem,
  CourseItemText,
  CourseWords,
  UnitSheet,
  UnitText,
} from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { paths } from "#app/lib/paths.ts";
import type { FormsInLanguage } from "./client-forms.ts";
import type { CourseSource, ModuleSource, Picture } from "./course-source.ts";
import { drawingAt, localised, undrawnPath } from "./file-paths.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { publishedState } from "./published-outline.ts";
import type { QuestionText } from "./question.ts";
import { isTrainerText } from "./trainer-texts.ts";
import type { SheetInLanguage } from "./sheet.ts";
import { wordRows } from "./word-rows.server.ts";
import { typeset, typesetAll } from "./typography.ts";

/* The rows of a version, ready to be written: texts as HTML, items and their words as canonical JSON. */

export type VersionRows = {
  texts: UnitText[];
  items: CourseItem[];
  itemTexts: CourseItemText[];
  words: CourseWords[];
  sheets: UnitSheet[];
  forms: ClientForms[];
  files: CourseFile[];
};

export function versionRows(source: CourseSource, versionId: string): VersionRows {
  const modules = Object.values(source.modules);
  const { source: from } = source.written.value;
  return {
    texts: modules.flatMap((module) => textRows(module, from, versionId)),
    items: modules.flatMap((module) => itemRows(module, versionId)),
    itemTexts: modules.flatMap((module) => itemTextRows(module, from, versionId)),
    words: wordRows(source, versionId),
    sheets: modules.flatMap((module) => sheetRows(module, from, versionId)),
    forms: modules.flatMap((module) => formRows(module, from, versionId)),
    files: modules.flatMap((module) => fileRows(module, versionId)),
  };
}

function textRows(module: ModuleSource, from: string, versionId: string) {
  return Object.entries(module.texts).flatMap(([locale, { units, trainer }]) =>
    Object.entries({ ...units, ...trainer }).map(([unitId, unit]) => ({
      versionId,
      moduleId: module.id,
      unitId,
      locale,
      state: publishedState(unit, sourceOf(module, from, unitId)),
      title: typeset(unit.value.title, locale),
      html: unit.html((path) => pictureIn(module, locale, versionId, path)),
      markdown: unit.body,
      mark: unit.fingerprint,
    })),
  );
}

const sourceOf = ({ texts }: ModuleSource, from: string, id: string) =>
  isTrainerText(id) ? texts[from]?.trainer[id] : texts[from]?.units[id];

/** The drawing in the reader's language where there is one. */
function pictureIn(module: ModuleSource, locale: string, versionId: string, path: string): Picture | null {
  const find = (wanted: string) => module.files.find((file) => file.path === wanted);
  const file = find(localised(path, locale)) ?? find(path);
  if (!file) return null;
  const { width = null, height = null } = file.size ?? {};
  return { src: paths.courseFile(versionId, module.id, file.path), width, height };
}

const itemRows = ({ id: moduleId, items }: ModuleSource, versionId: string) =>
  items.map(({ question: { id: itemId, objective, level, difficulty, points, body } }) => ({
    versionId,
    moduleId,
    itemId,
    objective,
    level,
    difficulty,
    body: canonicalJson({ ...body, points }),
  }));

const itemTextRows = ({ id: moduleId, texts }: ModuleSource, from: string, versionId: string) =>
  Object.entries(texts).flatMap(([locale, { items }]) =>
    Object.entries(items?.value ?? {}).map(([itemId, text]) => ({
      versionId,
      moduleId,
      itemId,
      locale,
      state: items ? publishedState(items, texts[from]?.items) : "source",
      body: canonicalJson(printed(text, locale)),
      mark: fingerprintOf(text),
    })),
  );

/** `accept` is compared with what learners type, so it stays as it was typed. */
export const printed = (text: QuestionText, locale: string): QuestionText => ({
  ...typesetAll(text, locale),
  ...(text.accept ? { accept: text.accept } : {}),
});

/** A sheet stands in each of its languages whole: one row is all that its page and its files need. */
const sheetRows = ({ id: moduleId, sheets, texts }: ModuleSource, from: string, versionId: string) =>
  Object.entries(texts).flatMap(([locale, { sheets: own }]) =>
    Object.entries(own?.value ?? {}).flatMap(([unitId, words]) => {
      const sheet = sheets[unitId];
      if (!own || !sheet) return [];
      const whole: SheetInLanguage = { sheet: sheet.value, words: typesetAll(words, locale) };
      const state = publishedState(own, texts[from]?.sheets);
      return [{ versionId, moduleId, unitId, locale, state, body: canonicalJson(whole) }];
    }),
  );

/** Questions for clients stand in each of their languages whole, as a sheet does. */
const formRows = ({ id: moduleId, forms, texts }: ModuleSource, from: string, versionId: string) =>
  Object.entries(texts).flatMap(([locale, { forms: words }]) => {
    if (!forms || !words) return [];
    const whole: FormsInLanguage = { forms: forms.value, words: typesetAll(words.value, locale) };
    const state = publishedState(words, texts[from]?.forms);
    return [{ versionId, moduleId, locale, state, body: canonicalJson(whole) }];
  });

function fileRows({ id: moduleId, files }: ModuleSource, versionId: string): CourseFile[] {
  return files.flatMap(({ path, sha256: hash, bytes, mediaType, undrawn }) => {
    const row = { versionId, moduleId, path, sha256: hash, bytes, mediaType };
    if (undrawn === null) return [row];
    const svg = Buffer.from(undrawn);
    const named = { path: undrawnPath(drawingAt(path)), sha256: sha256(svg), bytes: svg.length };
    return [row, { ...row, ...named }];
  });
}
