import {
  error,
  lineOf,
  type CourseSource,
  type ModuleSource,
  type ModuleTexts,
  type Problem,
  type UnitSource,
  type Written,
} from "./course-source.ts";
import { languageOf, unlocalised } from "./file-paths.ts";
import { accountFigures, hasFigures, moduleFigures, reachOf } from "./module-figures.ts";
import { withFigures } from "./review.ts";
import { exampleFigures, workedNumbers } from "./sheet-figures.ts";
import { numbersOf } from "./worked-figures.ts";
import { claims, isWrittenAs, numbersIn, speaksOfShares, type WrittenNumber } from "./written-numbers.ts";
import { wrongSums } from "./written-sums.ts";

/*
 * Every figure of a text is one that is given or computed, rounded as it is written, and every sum that is written out
 * is right (docs/courseware.md). What learners believe of our figures they will say at a client's table.
 */

/** Words as they stand in a file, the unit or items whose figures they see, and the tool they explain. */
type Passage = { file: string; line: number; text: string; language: string; of: string[]; tool?: string };

export function figureProblems(source: CourseSource): Problem[] {
  const { accounts } = accountFigures(source);
  const ofCourse = numbersOf([accounts]);
  return [
    ...(source.accounts && source.accounts !== "unread"
      ? coursePassages(source).flatMap((passage) =>
          passageProblems(passage, ofCourse, "this course (accounts.yaml)"),
        )
      : []),
    ...Object.values(source.modules).flatMap((module) => {
      if (!hasFigures(source, module)) return [];
      const figures = moduleFigures(module, accounts);
      const seen = new Map<string, number[] | null>();
      return modulePassages(module, source.written.value.source).flatMap((passage) => {
        const sheet = module.sheets[passage.tool ?? ""];
        const key = [passage.tool, ...passage.of].join(" ");
        if (!seen.has(key)) {
          const numbers = numbersOf(reachOf(figures, passage.of));
          seen.set(key, numbers && [...numbers, ...(sheet ? workedNumbers(sheet.value) : [])]);
        }
        return passageProblems(passage, seen.get(key) ?? null, "this module (worked.yaml)");
      });
    }),
  ];
}

// ── judging ─────────────────────────────────────────────────────────────────────────────────────────

/** Without figures, since a formula is wrong, only what can be said of the words alone is said. */
function passageProblems(
  { file, line, text, language }: Passage,
  figures: number[] | null,
  of: string,
): Problem[] {
  const messages = new Set<string>();
  for (const number of numbersIn(text, language)) {
    if (!claims(number)) continue;
    if (Number.isNaN(number.value)) messages.add(`“${number.text}” is not how ${language} writes a number`);
    else if (figures && !isFigure(number, figures, speaksOfShares(text)))
      messages.add(`${number.text} is no figure of ${of}`);
  }
  for (const { sum, is, not } of wrongSums(text, language)) messages.add(`${sum} is ${is}, not ${not}`);
  return [...messages].map((message) => error(file, line, message.replace(/\s/g, " "))); // as it was typed
}

const isFigure = (number: WrittenNumber, figures: number[], shares: boolean): boolean =>
  figures.some(
    (value) =>
      (!number.percent && isWrittenAs(value, number)) ||
      ((number.percent || shares) && isWrittenAs(value * 100, number)),
  );

// ── gathering ───────────────────────────────────────────────────────────────────────────────────────

function coursePassages({ texts }: CourseSource): Passage[] {
  return Object.entries(texts).flatMap(([language, text]) =>
    linesOf(text, text.value).map((line) => ({ ...line, language, of: [] })),
  );
}

const modulePassages = (module: ModuleSource, source: string): Passage[] => [
  ...Object.entries(module.texts).flatMap(([language, texts]) => [
    ...(texts.module
      ? linesOf(texts.module, texts.module.value).map((line) => ({ ...line, language, of: [] }))
      : []),
    ...itemPassages(texts, language),
    ...sheetPassages(texts, language),
    ...formPassages(texts, language),
    ...Object.entries({ ...texts.units, ...texts.trainer }).flatMap(([id, unit]) =>
      unitPassages(unit).map((line) => ({ ...line, language, of: [id], tool: id })),
    ),
    ...Object.entries(texts.figures?.value ?? {}).flatMap(([name, words]) =>
      linesOf(texts.figures!, words, [name]).map((line) => ({
        ...line,
        language,
        of: unitsShowing(module, `figures/${name}.svg`),
      })),
    ),
  ]),
  ...Object.entries(module.sheets).flatMap(([id, sheet]) =>
    exampleFigures(sheet.value).map(({ path, text }) => ({
      file: sheet.file,
      line: lineOf(sheet, ...path),
      text,
      language: "en",
      of: [id],
    })),
  ),
  ...module.files.flatMap(({ path, file, words }) =>
    (words ?? []).map(({ text, line }) => ({
      file,
      line,
      text,
      language: languageOf(path) ?? source,
      of: unitsShowing(module, unlocalised(path)),
    })),
  ),
];

function itemPassages({ items }: ModuleTexts, language: string): Passage[] {
  if (!items) return [];
  return Object.entries(items.value).flatMap(([id, text]) =>
    linesOf(items, withFigures("items", text), [id]).map((line) => ({ ...line, language, of: [id] })),
  );
}

function sheetPassages({ sheets }: ModuleTexts, language: string): Passage[] {
  if (!sheets) return [];
  return Object.entries(sheets.value).flatMap(([id, words]) =>
    linesOf(sheets, withFigures("sheets", words), [id]).map((line) => ({ ...line, language, of: [id] })),
  );
}

function formPassages({ forms }: ModuleTexts, language: string): Passage[] {
  if (!forms) return [];
  return Object.entries(forms.value).flatMap(([id, words]) =>
    linesOf(forms, words, [id]).map((line) => ({ ...line, language, of: [id] })),
  );
}

const unitPassages = (unit: UnitSource) => [
  { file: unit.file, line: lineOf(unit, "title"), text: unit.value.title },
  ...unit.lesson.passages.map(({ text, line }) => ({ file: unit.file, line, text })),
];

const unitsShowing = ({ texts }: ModuleSource, path: string): string[] => [
  ...new Set(
    Object.values(texts).flatMap(({ units, trainer }) =>
      Object.entries({ ...units, ...trainer })
        .filter(([, { lesson }]) => lesson.pictures.some((picture) => picture.path === path))
        .map(([id]) => id),
    ),
  ),
];

/** Every line of a value that is nothing but lines, where it stands. */
function linesOf(
  written: Written<unknown>,
  value: unknown,
  path: string[] = [],
): Omit<Passage, "language" | "of">[] {
  if (typeof value === "string") return [{ file: written.file, line: lineOf(written, ...path), text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => linesOf(written, part, [...path, key]));
}
