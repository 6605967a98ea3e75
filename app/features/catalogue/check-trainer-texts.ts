import {
  error,
  errorAt,
  lineOf,
  warning,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type UnitSource,
} from "./course-source.ts";
import { countWords } from "./readability.ts";
import { isTrainerText } from "./trainer-texts.ts";

/* What trainers teach from: a session plan whose steps fill the module's time, and slides that can be read from the
 * last row (8 to 14, one idea each: docs/courseware.md). */

const FEWEST = 8;
const MOST = 14;
/** Authors are asked for 40. */
const WORDS = 45;

const STEP = /^(\d+) min · \S/;

export const trainerProblems = ({ modules }: CourseSource): Problem[] =>
  Object.values(modules).flatMap((module) => [
    ...reservedProblems(module),
    ...Object.entries(module.texts).flatMap(([language, { trainer }]) => [
      ...(trainer["session-plan"] ? planProblems(trainer["session-plan"], module) : []),
      ...(trainer.slides ? slideProblems(trainer.slides, language) : []),
    ]),
  ]);

const reservedProblems = ({ written }: ModuleSource): Problem[] =>
  written.value.units.flatMap(({ id }, index) =>
    isTrainerText(id)
      ? [errorAt(written, ["units", index, "id"], `${id} is the name of a text for trainers, not of a unit`)]
      : [],
  );

function planProblems({ file, lesson }: UnitSource, { written }: ModuleSource): Problem[] {
  const { minutes } = written.value;
  const wrong = lesson.sections.filter(({ title }) => !STEP.test(title));
  const sum = lesson.sections.reduce((total, { title }) => total + Number(STEP.exec(title)?.[1] ?? 0), 0);
  return [
    ...wrong.map(({ line }) => error(file, line, "a step begins with its time: ## 15 min · What happens")),
    ...(wrong.length === 0 && sum !== minutes
      ? [error(file, 1, `the steps take ${sum} minutes, the module ${minutes}`)]
      : []),
  ];
}

function slideProblems(slides: UnitSource, language: string): Problem[] {
  const { file, lesson } = slides;
  const { sections } = lesson;
  return [
    ...(sections.length < FEWEST || sections.length > MOST
      ? [warning(file, lineOf(slides, "title"), `${sections.length} slides; there are ${FEWEST} to ${MOST}`)]
      : []),
    ...sections
      .map(({ title, line, text }) => ({ title, line, words: countWords(text, language) }))
      .filter(({ words }) => words > WORDS)
      .map(({ title, line, words }) =>
        warning(file, line, `${words} words on “${title}”; a slide has at most ${WORDS}`),
      ),
  ];
}
