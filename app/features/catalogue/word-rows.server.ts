import type { CourseWords } from "#app/infra/db.server.ts";
import type { CourseSource, Written } from "./course-source.ts";
import { publishedState } from "./published-outline.ts";
import { fingerprintOf } from "./read-written.server.ts";
import { wordsPart, type WordKind } from "./review.ts";

/* The words of a version that stand in no text of their own, as they were written: kept to be checked in translation. */

/** A file's words, by language. */
type InLanguages = Record<string, Written<unknown> | null>;

/** Files of words for several things, which are checked one by one. */
const BY_THING: readonly WordKind[] = ["sheets", "figures"];

export function wordRows({ courseId, written, texts, modules }: CourseSource, versionId: string) {
  const { source } = written.value;
  const rowsOf = (moduleId: string, kind: WordKind, file: InLanguages): CourseWords[] =>
    Object.entries(file).flatMap(([locale, own]) => {
      if (!own) return [];
      const state = publishedState(own, file[source]);
      return partsOf(kind, own.value).map(({ part, words }) => {
        const body = JSON.stringify(words);
        return { versionId, moduleId, part, locale, state, body, mark: fingerprintOf(words) };
      });
    });
  return [
    ...rowsOf(courseId, "course", texts),
    ...Object.values(modules).flatMap((module) =>
      (["module", "sheets", "figures", "forms"] as const).flatMap((kind) => {
        const file = Object.entries(module.texts).map(([locale, own]) => [locale, own[kind]] as const);
        return rowsOf(module.id, kind, Object.fromEntries(file));
      }),
    ),
  ];
}

function partsOf(kind: WordKind, words: unknown): { part: string; words: unknown }[] {
  if (!BY_THING.includes(kind)) return [{ part: wordsPart(kind), words }];
  return Object.entries(Object(words)).map(([id, own]) => ({ part: wordsPart(kind, id), words: own }));
}
