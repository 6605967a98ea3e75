import * as z from "zod";
import type { TrainerText } from "./trainer-texts.ts";

/*
 * A course version as learners and rules see it: sections, modules, units, quizzes and titles, without the
 * reading text. It is what docs/courseware.md describes, frozen as canonical JSON when the version is published.
 */

export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Whole = z.number().int();

export const UNIT_KINDS = ["reading", "case", "tool", "media", "quiz", "action-plan"] as const;
export const SECTION_KINDS = ["mandatory-first", "core", "elective"] as const;
export const ELECTIVE_GROUPS = ["products", "segments"] as const;
export const TEXT_STATES = ["source", "draft", "machine-drafted", "reviewed", "outdated"] as const;

export const PROGRAMMES = ["management", "financial-education"] as const;
export type Programme = (typeof PROGRAMMES)[number];

export const TextState = z.enum(TEXT_STATES);
export type TextState = z.infer<typeof TextState>;

/** Per cent to pass, attempts (null: as many as one likes), days between two attempts, minutes (null: no limit). */
export const AssessmentPolicy = z.strictObject({
  pass: Whole.min(0).max(100),
  attempts: Whole.min(1).nullable(),
  daysBetween: Whole.min(0),
  minutes: Whole.min(1).nullable(),
});
export type AssessmentPolicy = z.infer<typeof AssessmentPolicy>;

/** A quiz draws so many items per objective, or asks a fixed form; the final draws so many per module. */
export const QuizPlan = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("objectives"), draw: z.record(Slug, Whole.min(1)) }),
  z.strictObject({ from: z.literal("form"), items: z.array(Slug).min(1) }),
  z.strictObject({ from: z.literal("modules"), draw: z.record(Slug, Whole.min(1)) }),
]);
export type QuizPlan = z.infer<typeof QuizPlan>;

export const Assessment = z.strictObject({ plan: QuizPlan, policy: AssessmentPolicy });
export type Assessment = z.infer<typeof Assessment>;

export const UnitOutline = z.strictObject({
  id: Slug,
  kind: z.enum(UNIT_KINDS),
  minutes: Whole.min(1),
  objectives: z.array(Slug),
  /** The download or recording of the unit, a path under the module's folder. */
  file: z.string().nullable(),
  /** Present on quiz units only. */
  assessment: Assessment.nullable(),
  titles: z.record(z.string(), z.string()),
});
export type UnitOutline = z.infer<typeof UnitOutline>;

const ModuleText = z.strictObject({
  state: TextState,
  title: z.string(),
  summary: z.string(),
  objectives: z.record(Slug, z.string()),
});

/** Which texts for trainers a module has; versions published before there were any say nothing. */
const TrainerTexts = z
  .strictObject({ plan: z.boolean(), slides: z.boolean() })
  .default({ plan: false, slides: false });

export const ModuleOutline = z.strictObject({
  id: Slug,
  minutes: Whole.min(1),
  objectives: z.array(Slug).min(1),
  moments: z.array(z.string()),
  units: z.array(UnitOutline).min(1),
  trainer: TrainerTexts,
  /** Whether clients are asked before and after the talk; earlier versions say nothing. */
  clientForms: z.boolean().default(false),
  texts: z.record(z.string(), ModuleText),
});
export type ModuleOutline = z.infer<typeof ModuleOutline>;

const CourseText = z.strictObject({
  state: TextState,
  title: z.string(),
  summary: z.string(),
  audience: z.string(),
  sections: z.record(Slug, z.string()),
});

export const SectionOutline = z.strictObject({
  id: Slug,
  kind: z.enum(SECTION_KINDS),
  group: z.enum(ELECTIVE_GROUPS).nullable(),
  modules: z.array(Slug).min(1),
});
export type SectionOutline = z.infer<typeof SectionOutline>;

export const SelectionRule = z.strictObject({ total: Whole, products: Whole, segments: Whole });
export type SelectionRule = z.infer<typeof SelectionRule>;

export const CourseOutline = z.strictObject({
  courseId: Slug,
  version: z.string().regex(/^\d+\.\d+$/),
  programme: z.enum(PROGRAMMES),
  source: z.string(),
  languages: z.array(z.string()).min(1),
  sections: z.array(SectionOutline).min(1),
  selection: SelectionRule.nullable(),
  final: Assessment.nullable(),
  modules: z.record(Slug, ModuleOutline),
  texts: z.record(z.string(), CourseText),
});
export type CourseOutline = z.infer<typeof CourseOutline>;

/** Where the final test stands beside the quizzes of units: moduleId "" and unitId "final". */
export const FINAL = { moduleId: "", unitId: "final" } as const;

/** The text in the language asked for, else the source's; `locale` says which it became. */
export function inLanguage<Text>(
  texts: Record<string, Text>,
  locale: string,
  source: string,
): { text: Text; locale: string } {
  const own = texts[locale];
  if (own !== undefined) return { text: own, locale };
  const fallback = texts[source];
  if (fallback === undefined) throw new Error(`no text in the source language ${source}`);
  return { text: fallback, locale: source };
}

export const moduleOf = (outline: CourseOutline, moduleId: string): ModuleOutline | undefined =>
  Object.hasOwn(outline.modules, moduleId) ? outline.modules[moduleId] : undefined;

export const unitOf = (module: ModuleOutline, unitId: string): UnitOutline | undefined =>
  module.units.find(({ id }) => id === unitId);

export const hasTrainerText = ({ trainer }: ModuleOutline, text: TrainerText): boolean =>
  text === "slides" ? trainer.slides : trainer.plan;

/** The modules in the order of the sections. */
export const modulesInOrder = (outline: CourseOutline): ModuleOutline[] =>
  outline.sections.flatMap(({ modules }) => modules.map((id) => outline.modules[id]!));

/** A tool has a file or a sheet. */
export const hasSheet = ({ kind, file }: UnitOutline): boolean => kind === "tool" && file === null;

/** The assessment at an address: a quiz unit's, or the final's. */
export function assessmentAt(outline: CourseOutline, moduleId: string, unitId: string): Assessment | null {
  if (moduleId === FINAL.moduleId && unitId === FINAL.unitId) return outline.final;
  const module = moduleOf(outline, moduleId);
  return (module && unitOf(module, unitId)?.assessment) ?? null;
}
