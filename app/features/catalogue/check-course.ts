import { clientFormProblems } from "./check-client-forms.ts";
import { figureProblems } from "./check-figures.ts";
import { keptProblems } from "./check-kept.ts";
import { questionProblems } from "./check-questions.ts";
import { readabilityProblems } from "./check-readability.ts";
import { structureProblems } from "./check-structure.ts";
import { textProblems } from "./check-texts.ts";
import { trainerProblems } from "./check-trainer-texts.ts";
import { translationProblems } from "./check-translations.ts";
import { workedProblems } from "./check-worked.ts";
import { sheetProblems } from "./check-sheets.ts";
import type { CourseSource, Problem } from "./course-source.ts";
import { qualityProblems } from "./question-quality.ts";

/** Everything that is wrong with a course, by file and line, and what could be better. */
export const checkCourse = (source: CourseSource): Problem[] =>
  [...faultsIn(source), ...qualityProblems(source), ...readabilityProblems(source)].sort(byPlace);

/** What keeps a course from being published: what is only advice is not worked out, which takes as long again. */
export const errorsOf = (source: CourseSource): Problem[] => faultsIn(source).filter(isError).sort(byPlace);

const faultsIn = (source: CourseSource): Problem[] => [
  ...structureProblems(source),
  ...questionProblems(source),
  ...textProblems(source),
  ...trainerProblems(source),
  ...sheetProblems(source),
  ...clientFormProblems(source),
  ...translationProblems(source),
  ...keptProblems(source),
  ...workedProblems(source),
  ...figureProblems(source),
];

export function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
}

export const isError = ({ severity }: Problem): boolean => severity === "error";
