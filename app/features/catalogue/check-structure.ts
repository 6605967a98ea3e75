import {
  drawableItems,
  error,
  errorAt,
  itemsInForms,
  lineOf,
  needsText,
  warning,
  type CourseSource,
  type ModuleSource,
  type Problem,
} from "./course-source.ts";
import { LESSON_LANGUAGES } from "./lesson-labels.ts";
import { languageOf, unlocalised } from "./file-paths.ts";

/* Whether the parts of a course fit together: sections and modules, units and objectives, quizzes and banks,
 * files and those who name them (docs/courseware.md; 5 MB a module: issue "Courseware", Quality). */

const LARGEST_MODULE = 5_000_000;

export function structureProblems(source: CourseSource): Problem[] {
  return [
    ...languageProblems(source),
    ...sectionProblems(source),
    ...selectionProblems(source),
    ...finalProblems(source),
    ...Object.values(source.modules).flatMap((module) => [
      ...unitProblems(module),
      ...objectiveProblems(module),
      ...quizProblems(module),
      ...textFileProblems(module, source.written.value.source),
      ...fileProblems(module),
    ]),
  ];
}

function languageProblems({ written, texts }: CourseSource): Problem[] {
  const { languages, source } = written.value;
  const problems: Problem[] = [];
  if (!languages.includes(source))
    problems.push(
      errorAt(written, ["languages"], `the source language ${source} is not among the languages`),
    );
  languages.forEach((language, index) => {
    if (!LESSON_LANGUAGES.includes(language))
      problems.push(
        errorAt(written, ["languages", index], `add the words of ${language} to lesson-labels.ts first`),
      );
  });
  if (!texts[source]) problems.push(errorAt(written, ["source"], `${source}/course.yaml is missing`));
  return problems;
}

function sectionProblems({ written, modules, texts }: CourseSource): Problem[] {
  const { sections, source } = written.value;
  const problems: Problem[] = [];
  const placed = new Set<string>();
  const ids = new Set<string>();
  sections.forEach((section, index) => {
    const at = (...path: (string | number)[]) => ["sections", index, ...path];
    if (ids.has(section.id))
      problems.push(errorAt(written, at("id"), `section ${section.id} is there twice`));
    ids.add(section.id);
    if (section.kind === "mandatory-first" && index > 0)
      problems.push(errorAt(written, at("kind"), "a mandatory-first section stands first"));
    if (section.group && section.kind !== "elective")
      problems.push(errorAt(written, at("group"), "only an elective section has a group"));
    if (texts[source] && !texts[source].value.sections[section.id])
      problems.push(errorAt(texts[source], ["sections"], `section ${section.id} has no title`));
    section.modules.forEach((id, position) => {
      if (placed.has(id))
        problems.push(errorAt(written, at("modules", position), `module ${id} is there twice`));
      if (!modules[id])
        problems.push(errorAt(written, at("modules", position), `there is no module modules/${id} to read`));
      placed.add(id);
    });
  });
  for (const module of Object.values(modules))
    if (!placed.has(module.id))
      problems.push(error(module.written.file, 1, `no section of course.yaml names module ${module.id}`));
  return problems;
}

/** A rule that no choice can meet would leave every learner without a certificate. */
function selectionProblems({ written }: CourseSource): Problem[] {
  const { selection, sections } = written.value;
  const electives = sections.filter(({ kind }) => kind === "elective");
  if (!selection)
    return electives.length > 0
      ? [errorAt(written, ["sections"], "a course with elective sections has a selection rule")]
      : [];
  const count = (group?: string) =>
    electives.filter((section) => !group || section.group === group).flatMap(({ modules }) => modules).length;
  const problems: Problem[] = [];
  for (const group of ["products", "segments"] as const)
    if (selection[group] > count(group))
      problems.push(errorAt(written, ["selection", group], `there are only ${count(group)} ${group}`));
  const least = Math.max(selection.total, selection.products + selection.segments);
  if (least > count()) problems.push(errorAt(written, ["selection", "total"], `only ${count()} electives`));
  if (least > selection.total)
    problems.push(errorAt(written, ["selection", "total"], "the total is less than the groups together"));
  return problems;
}

function finalProblems({ written, modules }: CourseSource): Problem[] {
  return Object.entries(written.value.final?.draw ?? {}).flatMap(([id, wanted]) => {
    const module = modules[id];
    if (!module) return [errorAt(written, ["final", "draw", id], `there is no module ${id}`)];
    const there = drawableItems(module).length;
    return wanted > there
      ? [errorAt(written, ["final", "draw", id], `draws ${wanted} items of ${id}, which has ${there}`)]
      : [];
  });
}

function unitProblems({ written, files }: ModuleSource): Problem[] {
  const { units, minutes } = written.value;
  const problems: Problem[] = [];
  const ids = new Set<string>();
  units.forEach((unit, index) => {
    if (ids.has(unit.id))
      problems.push(errorAt(written, ["units", index, "id"], `unit ${unit.id} is there twice`));
    ids.add(unit.id);
    const file = "file" in unit ? unit.file : undefined;
    if (file && !files.some(({ path }) => path === file))
      problems.push(errorAt(written, ["units", index, "file"], `there is no file ${file}`));
  });
  const sum = units.reduce((total, unit) => total + unit.minutes, 0);
  if (sum > minutes)
    problems.push(
      warning(
        written.file,
        lineOf(written, "minutes"),
        `the units take ${sum} minutes, the module says ${minutes}`,
      ),
    );
  return problems;
}

function objectiveProblems({ written, items, itemsFile }: ModuleSource): Problem[] {
  const { objectives, units } = written.value;
  const problems: Problem[] = [];
  units.forEach((unit, index) => {
    const named: [string, (string | number)[]][] =
      unit.kind === "quiz"
        ? Object.keys(unit.draw ?? {}).map((id) => [id, ["units", index, "draw", id]])
        : unit.objectives.map((id, position) => [id, ["units", index, "objectives", position]]);
    for (const [id, path] of named)
      if (!objectives.includes(id))
        problems.push(errorAt(written, path, `the module has no objective ${id}`));
  });
  objectives.forEach((id, index) => {
    const at = ["objectives", index];
    if (objectives.indexOf(id) < index) problems.push(errorAt(written, at, `objective ${id} is there twice`));
    if (!units.some((unit) => unit.kind !== "quiz" && unit.objectives.includes(id)))
      problems.push(errorAt(written, at, `no unit teaches objective ${id}`));
    if (!items.some(({ question }) => question.objective === id))
      problems.push(errorAt(written, at, `no item of ${itemsFile} asks for objective ${id}`));
  });
  return problems;
}

function quizProblems(module: ModuleSource): Problem[] {
  const { written, items } = module;
  const bank = drawableItems(module);
  const inForms = itemsInForms(module);
  const problems: Problem[] = [];
  written.value.units.forEach((unit, index) => {
    if (unit.kind !== "quiz") return;
    for (const [objective, wanted] of Object.entries(unit.draw ?? {})) {
      const there = bank.filter(({ question }) => question.objective === objective).length;
      if (wanted > there)
        problems.push(
          errorAt(
            written,
            ["units", index, "draw", objective],
            `draws ${wanted} items on ${objective}, the bank has ${there}`,
          ),
        );
    }
    unit.items?.forEach((id, position) => {
      const at = ["units", index, "items", position];
      if (!items.some(({ question }) => question.id === id))
        problems.push(errorAt(written, at, `no item ${id}`));
      if (unit.items!.indexOf(id) < position)
        problems.push(errorAt(written, at, `item ${id} is there twice`));
    });
  });
  for (const { question, line } of items)
    if (["free-text", "short-text"].includes(question.body.kind) && !inForms.has(question.id))
      problems.push(
        error(
          module.itemsFile,
          line,
          `${question.id}: a ${question.body.kind} item is asked by a fixed form only`,
        ),
      );
  return problems;
}

function textFileProblems({ written, texts }: ModuleSource, source: string): Problem[] {
  const { units } = written.value;
  const problems: Problem[] = [];
  units.forEach((unit, index) => {
    if (needsText(unit) && !texts[source]?.units[unit.id])
      problems.push(
        errorAt(written, ["units", index, "id"], `unit ${unit.id} has no ${source}/${unit.id}.md`),
      );
  });
  if (!texts[source]?.module) problems.push(error(written.file, 1, `${source}/module.yaml is missing`));
  for (const { units: written } of Object.values(texts))
    for (const [id, unit] of Object.entries(written))
      if (!units.some((one) => one.id === id))
        problems.push(error(unit.file, 1, `module.yaml names no unit ${id}`));
  return problems;
}

function fileProblems({ written, texts, files }: ModuleSource): Problem[] {
  const problems: Problem[] = [];
  const bytes = files.reduce((total, file) => total + file.bytes, 0);
  if (bytes > LARGEST_MODULE)
    problems.push(error(written.file, 1, `its files are ${(bytes / 1e6).toFixed(1)} MB, more than 5 MB`));
  const named = new Set([
    ...written.value.units.map((unit) => ("file" in unit ? unit.file : undefined)),
    ...Object.values(texts).flatMap(({ units, trainer }) =>
      Object.values({ ...units, ...trainer }).flatMap(({ lesson }) =>
        lesson.pictures.map(({ path }) => path),
      ),
    ),
  ]);
  const paths = new Set(files.map(({ path }) => path));
  for (const { path, file, drawn } of files) {
    if (drawn !== null && languageOf(path)) continue; // said of the drawing once
    if (!named.has(unlocalised(path))) problems.push(warning(file, 1, "no unit uses this file"));
    else if (!paths.has(unlocalised(path)))
      problems.push(
        error(file, 1, `a language's own file stands beside ${unlocalised(path)}, which is missing`),
      );
  }
  return problems;
}
