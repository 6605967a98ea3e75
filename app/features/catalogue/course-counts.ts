import { questionsOf } from "./client-forms.ts";
import {
  needsText,
  type CourseSource,
  type ModuleSource,
  type ModuleTexts,
  type Problem,
  type Written,
} from "./course-source.ts";
import { isError } from "./check-course.ts";
import { publishedState } from "./published-outline.ts";
import type { TranslationState } from "./translation-state.ts";
import { countWords } from "./readability.ts";

/* How much there is of a course, per language and per module: what content:check prints. */

export type LanguageCounts = {
  errors: number;
  units: number;
  items: number;
  words: number;
  states: Partial<Record<TranslationState, number>>;
};

export type ModuleCounts = {
  units: number;
  wordsPerUnit: number;
  items: number;
  /** Asked of clients, in both forms together. */
  clientQuestions: number;
  cases: number;
  tools: number;
  /** How far each is in each language; null where the module has none. */
  sessionPlan: Record<string, TranslationState> | null;
  slides: Record<string, TranslationState> | null;
  clientForms: Record<string, TranslationState> | null;
  languages: Record<string, LanguageCounts>;
};

export type CourseCounts = {
  sections: number;
  modules: number;
  units: number;
  items: number;
  clientQuestions: number;
  errors: number;
  warnings: number;
  languages: Record<string, LanguageCounts>;
  perModule: Record<string, ModuleCounts>;
};

export function countCourse(source: CourseSource, problems: Problem[]): CourseCounts {
  const { languages, sections, source: from } = source.written.value;
  const modules = Object.values(source.modules);
  const perModule: Record<string, ModuleCounts> = {};
  const errors = problems.filter(isError);
  for (const module of modules) perModule[module.id] = countModule(module, languages, from, errors);
  const counted = Object.values(perModule);
  const ofLanguage = (language: string) => {
    const all = together(counted.flatMap((one) => one.languages[language] ?? []));
    return { ...all, errors: errorsIn(errors, `/${language}/`) };
  };
  return {
    sections: sections.length,
    modules: modules.length,
    units: sum(counted.map(({ units }) => units)),
    items: sum(counted.map(({ items }) => items)),
    clientQuestions: sum(counted.map(({ clientQuestions }) => clientQuestions)),
    errors: errors.length,
    warnings: problems.length - errors.length,
    languages: Object.fromEntries(languages.map((language) => [language, ofLanguage(language)])),
    perModule,
  };
}

/** Errors in files of one language: of the course, or of one module. */
const errorsIn = (errors: Problem[], folder: string): number =>
  errors.filter(({ file }) => file.includes(folder)).length;

function countModule(
  module: ModuleSource,
  languages: string[],
  from: string,
  errors: Problem[],
): ModuleCounts {
  const { units } = module.written.value;
  const perLanguage: Record<string, LanguageCounts> = {};
  for (const language of languages) perLanguage[language] = countLanguage(module, language, from, errors);
  const withText = units.filter(needsText).length;
  const ofKind = (kind: string) => units.filter((unit) => unit.kind === kind).length;
  return {
    units: units.length,
    wordsPerUnit: Math.round((perLanguage[from]?.words ?? 0) / Math.max(1, withText)),
    items: module.items.length,
    clientQuestions: module.forms ? questionsOf(module.forms.value).length : 0,
    cases: ofKind("case"),
    tools: ofKind("tool"),
    sessionPlan: statesOf(module, ({ trainer }) => trainer["session-plan"], languages, from),
    slides: statesOf(module, ({ trainer }) => trainer.slides, languages, from),
    clientForms: statesOf(module, ({ forms }) => forms, languages, from),
    languages: perLanguage,
  };
}

/** How far a text of the module is in each language; null where the source has none. */
function statesOf(
  { texts }: ModuleSource,
  textIn: (texts: ModuleTexts) => Written<unknown> | null | undefined,
  languages: string[],
  from: string,
) {
  const source = texts[from] && textIn(texts[from]);
  if (!source) return null;
  const states: Record<string, TranslationState> = {};
  for (const language of languages) {
    const text = texts[language] && textIn(texts[language]);
    states[language] = text ? publishedState(text, source) : "missing";
  }
  return states;
}

function countLanguage(
  module: ModuleSource,
  language: string,
  from: string,
  errors: Problem[],
): LanguageCounts {
  const own = module.texts[language];
  const source = module.texts[from];
  const states: LanguageCounts["states"] = {};
  for (const unit of module.written.value.units.filter(needsText)) {
    const text = own?.units[unit.id];
    const state = text ? publishedState(text, source?.units[unit.id]) : "missing";
    states[state] = (states[state] ?? 0) + 1;
  }
  const texts = Object.values(own?.units ?? {});
  return {
    errors: errorsIn(errors, `/${module.id}/${language}/`),
    units: texts.length,
    items: Object.keys(own?.items?.value ?? {}).length,
    words: sum(texts.map(({ lesson }) => countWords(lesson.text, language))),
    states,
  };
}

function together(parts: LanguageCounts[]): LanguageCounts {
  const states: LanguageCounts["states"] = {};
  for (const part of parts)
    for (const [state, count] of Object.entries(part.states) as [TranslationState, number][])
      states[state] = (states[state] ?? 0) + count;
  return {
    errors: sum(parts.map(({ errors }) => errors)),
    units: sum(parts.map(({ units }) => units)),
    items: sum(parts.map(({ items }) => items)),
    words: sum(parts.map(({ words }) => words)),
    states,
  };
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
