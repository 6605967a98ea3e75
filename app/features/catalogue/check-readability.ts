import { lineOf, warning, type CourseSource, type Problem, type UnitSource } from "./course-source.ts";
import { readability } from "./readability.ts";

/* The band of docs/writing.md: sentences of under 20 words, mostly, and everyday words. Advice, so warnings. */

/** Too little text to judge by. */
const FEW_SENTENCES = 10;
const LONG_SENTENCES = 16;
const PLAIN_ENGLISH = 60;

export const readabilityProblems = ({ modules }: CourseSource): Problem[] =>
  Object.values(modules).flatMap(({ texts }) =>
    Object.entries(texts).flatMap(([language, { units }]) =>
      Object.values(units).flatMap((unit) => complaints(unit, language)),
    ),
  );

function complaints(unit: UnitSource, language: string): Problem[] {
  const passages = unit.lesson.passages.map(({ text }) => text);
  const measured = readability(passages, language);
  if (!measured || measured.sentences < FEW_SENTENCES) return [];
  const { wordsPerSentence, ease } = measured;
  const say = (message: string) => warning(unit.file, lineOf(unit, "title"), message);
  return [
    ...(wordsPerSentence > LONG_SENTENCES
      ? [say(`${wordsPerSentence.toFixed(1)} words a sentence; ${LONG_SENTENCES} at most are easy to read`)]
      : []),
    ...(ease !== null && ease < PLAIN_ENGLISH
      ? [say(`reading ease ${ease.toFixed(0)} after Flesch; plain English has ${PLAIN_ENGLISH} and more`)]
      : []),
  ];
}
