import {
  CourseOutline,
  type Assessment,
  type ModuleOutline,
  type TextState,
  type UnitOutline,
} from "./course-outline.ts";
import type { ModuleTextFile, UnitFile } from "./course-files.ts";
import type { CourseSource, ModuleSource, Written } from "./course-source.ts";
import { labelsIn } from "./lesson-labels.ts";
import { translationState } from "./translation-state.ts";
import { typeset, typesetAll } from "./typography.ts";

/* The outline that is frozen when a course without errors is published. */

export function publishedOutline(source: CourseSource): CourseOutline {
  const { value } = source.written;
  const from = value.source;
  const texts: CourseOutline["texts"] = {};
  for (const [language, text] of Object.entries(source.texts))
    texts[language] = {
      state: publishedState(text, source.texts[from]),
      ...typesetAll(text.value, language),
    };
  return CourseOutline.parse({
    courseId: source.courseId,
    version: value.version,
    programme: value.programme,
    source: from,
    languages: value.languages,
    sections: value.sections.map(({ group = null, ...section }) => ({ ...section, group })),
    selection: value.selection ?? null,
    final: value.final
      ? assessment({ from: "modules", draw: value.final.draw }, value.final, value.final.minutes)
      : null,
    modules: mapValues(source.modules, (module) => moduleOutline(module, value.languages, from)),
    texts,
  });
}

/** What a text is worth today, beside the source's text. */
export function publishedState(
  { made }: Written<unknown>,
  source: Written<unknown> | null | undefined,
): TextState {
  if (!made) return "source";
  return translationState({ state: made.state, of: made.of ?? "" }, source?.fingerprint ?? "");
}

function moduleOutline(module: ModuleSource, languages: string[], from: string): ModuleOutline {
  const { minutes, objectives, moments, units } = module.written.value;
  const texts: ModuleOutline["texts"] = {};
  for (const language of languages) {
    const text: Written<ModuleTextFile> | null | undefined = module.texts[language]?.module;
    if (text)
      texts[language] = {
        state: publishedState(text, module.texts[from]?.module),
        ...typesetAll(text.value, language),
      };
  }
  return {
    id: module.id,
    minutes,
    objectives,
    moments,
    units: units.map((unit) => unitOutline(unit, module, languages)),
    trainer: {
      plan: module.texts[from]?.trainer["session-plan"] !== undefined,
      slides: module.texts[from]?.trainer.slides !== undefined,
    },
    clientForms: module.forms !== null,
    texts,
  };
}

function unitOutline(unit: UnitFile, module: ModuleSource, languages: string[]): UnitOutline {
  const titles: Record<string, string> = {};
  for (const language of languages) {
    const written = module.texts[language]?.units[unit.id]?.value.title;
    const title = written ?? (unit.kind === "quiz" ? labelsIn(language)[unit.draw ? "quiz" : "form"] : null);
    if (title) titles[language] = typeset(title, language);
  }
  const { id, kind, minutes } = unit;
  const objectives = unit.kind === "quiz" ? askedFor(unit, module) : unit.objectives;
  const file = "file" in unit ? (unit.file ?? null) : null;
  return { id, kind, minutes, objectives, file, assessment: quizAssessment(unit), titles };
}

function askedFor(unit: Extract<UnitFile, { kind: "quiz" }>, module: ModuleSource): string[] {
  if (unit.draw) return Object.keys(unit.draw);
  const asked = module.items.filter(({ question }) => unit.items?.includes(question.id));
  return [...new Set(asked.map(({ question }) => question.objective))];
}

function quizAssessment(unit: UnitFile): Assessment | null {
  if (unit.kind !== "quiz") return null;
  if (unit.draw) return assessment({ from: "objectives", draw: unit.draw }, unit, unit["time-limit"]);
  return assessment({ from: "form", items: unit.items ?? [] }, unit, unit["time-limit"]);
}

const assessment = (
  plan: Assessment["plan"],
  policy: { pass: number; attempts?: number | undefined; "days-between": number },
  minutes: number | undefined,
): Assessment => ({
  plan,
  policy: {
    pass: policy.pass,
    attempts: policy.attempts ?? null,
    daysBetween: policy["days-between"],
    minutes: minutes ?? null,
  },
});

const mapValues = <From, To>(from: Record<string, From>, make: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, make(value)]));
