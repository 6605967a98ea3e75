import {
  lineOf,
  error,
  needsText,
  warning,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type Written,
} from "./course-source.ts";
import { TRAINER_TEXTS } from "./trainer-texts.ts";
import { translationState } from "./translation-state.ts";

/* Whether translations keep step: each says which source it was made from, and is outdated once that has moved
 * on. A missing one is no error, since the source is shown instead and says so; it is only counted. */

export function translationProblems(source: CourseSource): Problem[] {
  const { written, texts, modules } = source;
  const { source: from, languages } = written.value;
  const others = languages.filter((language) => language !== from);
  return others.flatMap((language) => [
    ...(texts[language]
      ? stepProblems(texts[language], texts[from], "of")
      : [warning(written.file, lineOf(written, "languages"), `${language}/course.yaml is missing`)]),
    ...Object.values(modules).flatMap((module) => moduleProblems(module, language, from)),
  ]);
}

function moduleProblems(module: ModuleSource, language: string, from: string): Problem[] {
  const own = module.texts[language];
  const source = module.texts[from];
  if (!own || !source) return [];
  const problems: Problem[] = [];
  if (own.module) problems.push(...stepProblems(own.module, source.module, "of"));
  if (own.items) problems.push(...stepProblems(own.items, source.items, "$of"));
  if (own.figures) problems.push(...stepProblems(own.figures, source.figures, "$of"));
  for (const id of TRAINER_TEXTS)
    if (own.trainer[id]) problems.push(...stepProblems(own.trainer[id], source.trainer[id], "of"));
  if (own.forms) problems.push(...stepProblems(own.forms, source.forms, "$of"));
  if (own.sheets) problems.push(...stepProblems(own.sheets, source.sheets, "$of"));
  for (const [id, unit] of Object.entries(own.units))
    problems.push(...stepProblems(unit, source.units[id], "of"));
  const missing = missingTexts(module, language, from);
  if (missing.length > 0)
    problems.push(
      warning(module.written.file, 1, `${language}: ${missing.length} missing (${missing.join(", ")})`),
    );
  return problems;
}

function missingTexts(module: ModuleSource, language: string, from: string): string[] {
  const own = module.texts[language];
  const wanted = Object.keys(module.texts[from]?.items?.value ?? {});
  const drawings = Object.keys(module.texts[from]?.figures?.value ?? {});
  const items = wanted.filter((id) => !own?.items?.value[id]).length;
  return [
    ...(own?.module ? [] : ["module.yaml"]),
    ...(items > 0 ? [`${items} items`] : []),
    ...Object.keys(module.sheets)
      .filter((id) => !own?.sheets?.value[id])
      .map((id) => `the sheet of ${id}`),
    ...(module.texts[from]?.forms && !own?.forms ? ["forms.yaml"] : []),
    ...module.written.value.units
      .filter((unit) => needsText(unit) && !own?.units[unit.id])
      .map(({ id }) => id),
    ...TRAINER_TEXTS.filter((id) => module.texts[from]?.trainer[id] && !own?.trainer[id]),
    ...drawings.filter((name) => !own?.figures?.value[name]).map((name) => `the words of ${name}.svg`),
  ];
}

function stepProblems(
  own: Written<unknown>,
  source: Written<unknown> | null | undefined,
  name: string,
): Problem[] {
  if (!own.made) return [];
  const { state, of } = own.made;
  const line = lineOf(own, name);
  if (!source) return [error(own.file, 1, "a translation of nothing: the source has no such file")];
  if (of === null) return [error(own.file, 1, `has no \`${name}\`: run npm run content:check -- --stamp`)];
  return translationState({ state, of }, source.fingerprint) === "outdated"
    ? [warning(own.file, line, `outdated: the source is now ${source.fingerprint}`)]
    : [];
}
