import type { ClientForms, ClientFormWords } from "./client-forms.ts";
import type {
  AccountsFile,
  CourseFile,
  CourseTextFile,
  FigureWordsFile,
  ItemTextFile,
  ModuleFile,
  ModuleTextFile,
  WorkedFile,
} from "./course-files.ts";
import type { Question } from "./question.ts";
import type { TrainerText } from "./trainer-texts.ts";
import type { Sheet, SheetWords } from "./sheet.ts";
import type { AuthorState } from "./translation-state.ts";

/* A course folder as read: the value of every file with the lines its parts stand on, so that each check can
 * name file and line. Nothing here has been judged yet beyond its form (docs/courseware.md). */

export type Problem = { file: string; line: number; message: string; severity: "error" | "warning" };

/** Lines of the parts of a YAML file: "units.2.objectives.0" → 14. */
export type Lines = ReadonlyMap<string, number>;

/** What a translation says of itself; `of` is missing until it is stamped. */
export type Made = { state: AuthorState; of: string | null };

export type Written<Value> = {
  file: string;
  value: Value;
  lines: Lines;
  /** Of the content, not of its layout: a comment or a line break does not outdate a translation. */
  fingerprint: string;
  /** Null in the source language. */
  made: Made | null;
};

/** There, but not in its form: nothing that rests on it can be judged. */
export type Unread = "unread";

/** What the checks need to know of a unit's Markdown. */
export type LessonFacts = {
  /** All of its words, without markup: what it weighs. */
  text: string;
  links: { target: string; line: number }[];
  pictures: { path: string; alt: string; line: number }[];
  anchors: string[];
  /** The marks ::: by name, in their order. */
  marks: string[];
  resolutions: number[];
  /** Every run of words: a paragraph, a heading, a cell, what a picture says. */
  passages: Passage[];
  /** What stands under each heading of the second level, without its tables. */
  sections: { title: string; line: number; text: string }[];
  problems: { line: number; message: string }[];
};

export type Passage = { text: string; line: number };

/** Where a picture of a lesson is shown from; its size where it is known. */
export type Picture = { src: string; width: number | null; height: number | null };
export type PictureAt = (path: string) => Picture | null;

export type UnitSource = Written<{ title: string }> & {
  body: string;
  lesson: LessonFacts;
  /** As its readers see it: worked out when asked for, from what was read. */
  html: (pictureAt: PictureAt) => string;
};

export type FileSource = {
  path: string;
  /** Named in messages. */
  file: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  /** Of a picture; null when it does not say. */
  size: { width: number; height: number } | null;
  /** The words that stand in a drawing itself; null for any other file. */
  words: Passage[] | null;
  /** A drawing with the words of one language put in; null where the file is shown as it is. */
  drawn: string | null;
  /** The drawing that names its words, beside the one drawn with those of the source. */
  undrawn: string | null;
};

export type ItemSource = { question: Question; line: number };

export type ModuleTexts = {
  module: Written<ModuleTextFile> | null;
  items: Written<Record<string, ItemTextFile>> | null;
  /** By tool. */
  sheets: Written<Record<string, SheetWords>> | null;
  /** Of the questions for clients. */
  forms: Written<ClientFormWords> | null;
  units: Record<string, UnitSource>;
  /** The session plan and the slides. */
  trainer: Partial<Record<TrainerText, UnitSource>>;
  /** The words of drawings, by the name of the drawing and the key. */
  figures: Written<FigureWordsFile> | null;
};

export type ModuleSource = {
  id: string;
  written: Written<ModuleFile>;
  itemsFile: string;
  worked: Written<WorkedFile> | Unread | null;
  items: ItemSource[];
  /** By tool. */
  sheets: Record<string, Written<Sheet>>;
  /** What clients are asked before and after the talk. */
  forms: Written<ClientForms> | null;
  /** By language. */
  texts: Record<string, ModuleTexts>;
  files: FileSource[];
};

export type CourseSource = {
  courseId: string;
  written: Written<CourseFile>;
  accounts: Written<AccountsFile> | Unread | null;
  texts: Record<string, Written<CourseTextFile>>;
  modules: Record<string, ModuleSource>;
};

/** The line of a part, or of the nearest thing around it. */
export function lineOf({ lines }: { lines: Lines }, ...path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(path.slice(0, length).join("."));
    if (line !== undefined) return line;
  }
  return 1;
}

export const error = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  message,
  severity: "error",
});

export const warning = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  message,
  severity: "warning",
});

/** An error at a part of a YAML file. */
export const errorAt = (
  written: { file: string; lines: Lines },
  path: (string | number)[],
  message: string,
): Problem => error(written.file, lineOf(written, ...path), message);

/** Items that a fixed form asks; no other quiz draws them. */
export const itemsInForms = (module: ModuleSource): Set<string> =>
  new Set(module.written.value.units.flatMap((unit) => (unit.kind === "quiz" ? (unit.items ?? []) : [])));

export const drawableItems = (module: ModuleSource): ItemSource[] => {
  const inForms = itemsInForms(module);
  return module.items.filter(({ question }) => !inForms.has(question.id));
};

/** Units that have words of their own; a quiz needs none. */
export const needsText = ({ kind }: { kind: string }): boolean => kind !== "quiz";
