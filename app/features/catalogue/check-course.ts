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

/** Everything that is wrong with a course, by file and line. A course with an error is not published. */
export const checkCourse = (source: CourseSource): Problem[] =>
  [
    ...structureProblems(source),
    ...questionProblems(source),
    ...qualityProblems(source),
    ...textProblems(source),
    ...readabilityProblems(source),
    ...trainerProblems(source),
    ...sheetProblems(source),
    ...clientFormProblems(source),
    ...translationProblems(source),
    ...keptProblems(source),
    ...workedProblems(source),
    ...figureProblems(source),
  ].sort(byPlace);

export function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
}

export const isError = ({ severity }: Problem): boolean => severity === "error";
