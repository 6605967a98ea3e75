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

/* What learners read: every link leads somewhere, every picture is there and says what it shows, a reading has a
 * length that fits a phone and a break (300 to 900 words in the language it was written in, docs/courseware.md), titles are complete. */

const SHORTEST = 300;
const LONGEST = 900;

export function textProblems(source: CourseSource): Problem[] {
  return Object.values(source.modules).flatMap((module) => [
    ...titleProblems(module),
    ...Object.entries(module.texts).flatMap(([language, { units, trainer }]) =>
      Object.entries({ ...units, ...trainer }).flatMap(([id, unit]) =>
        unitTextProblems(source, module, language, id, unit),
      ),
    ),
  ]);
}

function titleProblems({ written, texts }: ModuleSource): Problem[] {
  const { objectives } = written.value;
  return Object.values(texts).flatMap(({ module }) => {
    if (!module) return [];
    const there = Object.keys(module.value.objectives);
    return [
      ...objectives
        .filter((id) => !there.includes(id))
        .map((id) => errorAt(module, ["objectives"], `objective ${id} has no sentence`)),
      ...there
        .filter((id) => !objectives.includes(id))
        .map((id) => errorAt(module, ["objectives", id], `the module has no objective ${id}`)),
    ];
  });
}

function unitTextProblems(
  source: CourseSource,
  module: ModuleSource,
  language: string,
  id: string,
  unit: UnitSource,
): Problem[] {
  const { file, lesson } = unit;
  const kind = module.written.value.units.find((one) => one.id === id)?.kind;
  return [
    ...lesson.problems.map(({ line, message }) => error(file, line, message)),
    ...lesson.links.flatMap(({ target, line }) => {
      const dead = deadLink(source, unit, target);
      return dead ? [error(file, line, dead)] : [];
    }),
    ...lesson.pictures.flatMap(({ path, alt, line }) => [
      ...(module.files.some((one) => one.path === path) && path.startsWith("figures/")
        ? []
        : [error(file, line, `there is no picture ${path}`)]),
      ...(alt.trim() ? [] : [error(file, line, `the picture ${path} does not say what it shows`)]),
    ]),
    ...(kind === "case" || (kind === undefined && !isTrainerText(id))
      ? []
      : lesson.resolutions.map((line) => error(file, line, ":::resolution stands in a case"))),
    ...(kind === "reading" && language === source.written.value.source ? lengthProblems(unit, language) : []),
  ];
}

function lengthProblems(unit: UnitSource, language: string): Problem[] {
  const words = countWords(unit.lesson.text, language);
  if (words >= SHORTEST && words <= LONGEST) return [];
  const message = `${words} words; a reading has ${SHORTEST} to ${LONGEST}`;
  return [warning(unit.file, lineOf(unit, "title"), message)];
}

/** Why a link leads nowhere, or null. Pages elsewhere are not asked: learners read without a line. */
function deadLink({ modules }: CourseSource, { lesson }: UnitSource, target: string): string | null {
  if (/^(https:\/\/[^/]|mailto:[^/])/.test(target)) return null;
  if (target.startsWith("#"))
    return lesson.anchors.includes(`s-${target.slice(1)}`) ? null : `there is no heading ${target} here`;
  const unit = /^unit:([^/]+)\/([^/]+)$/.exec(target);
  if (!unit) return `a link leads to https://, mailto:, #heading or unit:module/unit, not to ${target}`;
  const [, moduleId = "", unitId = ""] = unit;
  const there = modules[moduleId]?.written.value.units.some(({ id }) => id === unitId);
  return there ? null : `there is no unit ${moduleId}/${unitId}`;
}
