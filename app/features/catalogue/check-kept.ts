import {
  error,
  lineOf,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type UnitSource,
  type Written,
} from "./course-source.ts";
import type { FaultKind, WordKind } from "./review.ts";
import { textFaults, wordFaults, type TranslationFault } from "./translation-faults.ts";

/* A translation in step with its source keeps its figures, pictures, links, marks and gaps: what a reviewer is asked on a
 * page, the folder is asked as well. One that is outdated cannot, and says so. */

type Languages = { from: string; locale: string };
type Text = Written<object> | null | undefined;

export function keptProblems({ written, texts, modules }: CourseSource): Problem[] {
  const { source: from, languages } = written.value;
  const others = languages.filter((language) => language !== from);
  return others.flatMap((locale) => [
    ...wordProblems("course", texts[locale], texts[from], { from, locale }),
    ...Object.values(modules).flatMap((module) => moduleProblems(module, { from, locale })),
  ]);
}

function moduleProblems({ texts }: ModuleSource, languages: Languages): Problem[] {
  const [source, own] = [texts[languages.from], texts[languages.locale]];
  if (!source || !own) return [];
  const sources: Record<string, UnitSource | undefined> = { ...source.units, ...source.trainer };
  return [
    ...wordProblems("module", own.module, source.module, languages),
    ...(["items", "sheets", "figures", "forms"] as const).flatMap((kind) =>
      wordProblems(kind, own[kind], source[kind], languages),
    ),
    ...Object.entries({ ...own.units, ...own.trainer }).flatMap(([id, unit]) =>
      unitProblems(unit, sources[id], languages),
    ),
  ];
}

const isInStep = (own: Text, source: Text): boolean => own?.made?.of === source?.fingerprint;

/** A file of words for several things is compared thing by thing. */
function wordProblems(kind: WordKind, own: Text, source: Text, { from, locale }: Languages): Problem[] {
  if (!own || !source || !isInStep(own, source)) return [];
  const [mine, theirs] = [partsOf(kind, own.value), partsOf(kind, source.value)];
  return Object.entries(mine).flatMap(([id, words]) => {
    const original = theirs[id];
    if (!original) return [];
    const faults = wordFaults(kind, { words: original, locale: from }, { words, locale });
    return faults.map((fault) => problem(own.file, lineOf(own, id), fault));
  });
}

const partsOf = (kind: WordKind, value: object): Record<string, object> =>
  kind === "course" || kind === "module" ? { "": value } : (value as Record<string, object>);

function unitProblems(
  own: UnitSource,
  source: UnitSource | undefined,
  { from, locale }: Languages,
): Problem[] {
  if (!source || !isInStep(own, source)) return [];
  const facts = ({ value, lesson }: UnitSource, language: string) => ({
    ...lesson,
    title: value.title,
    locale: language,
  });
  const faults = textFaults(facts(source, from), facts(own, locale));
  return faults.map((fault) => problem(own.file, lineOf(own, "title"), fault));
}

const problem = (file: string, line: number, { kind, what }: TranslationFault): Problem =>
  error(file, line, SAID[kind](`“${what.replace(/\s/g, " ")}”`));

const lost = (what: string) => `${what} of the source is not here`;
const added = (what: string) => `${what} is not in the source`;
const SAID: Record<FaultKind, (what: string) => string> = {
  form: (what) => what,
  unspeakable: (what) => `${what} cannot be read aloud`,
  "figure-unreadable": (what) => `${what} is not how this language writes a number`,
  "figure-lost": lost,
  "figure-new": added,
  "picture-lost": lost,
  "picture-new": added,
  "link-lost": lost,
  "link-new": added,
  "mark-lost": lost,
  "mark-new": added,
  "gap-lost": lost,
  "gap-new": added,
};
