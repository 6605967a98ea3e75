import * as z from "zod";
import { ELECTIVE_GROUPS, PROGRAMMES, SECTION_KINDS, SelectionRule, Slug } from "./course-outline.ts";
import { DRAWING_KEY } from "./drawing-words.ts";
import { MOMENTS } from "./loan-cycle-moment.ts";
import { QuestionText } from "./question.ts";
import { AUTHOR_STATES } from "./translation-state.ts";

/* The YAML files of a course exactly as docs/courseware.md describes them; anything else in them is refused. */

const Whole = z.number().int();
const Sentence = z.string().trim().min(1);
const Language = z.string().regex(/^[a-z]{2,3}$/, "a language is two or three small letters");

export const CourseFile = z.strictObject({
  version: z.string('write the version in quotes: "1.0"').regex(/^\d+\.\d+$/, 'a version looks like "1.0"'),
  programme: z.enum(PROGRAMMES),
  source: Language.default("en"),
  languages: z.array(Language).min(1),
  /** The course whose modules, and accounts, these are: a short course out of a long one. */
  "modules-from": Slug.optional(),
  sections: z
    .array(
      z.strictObject({
        id: Slug,
        kind: z.enum(SECTION_KINDS),
        group: z.enum(ELECTIVE_GROUPS).optional(),
        modules: z.array(Slug).min(1),
      }),
    )
    .min(1),
  selection: SelectionRule.optional(),
  final: z
    .strictObject({
      draw: z.record(Slug, Whole.min(1)),
      pass: Whole.min(1).max(100),
      attempts: Whole.min(1).optional(),
      "days-between": Whole.min(0).default(0),
      minutes: Whole.min(1).optional(),
    })
    .optional(),
});
export type CourseFile = z.infer<typeof CourseFile>;

export const CourseTextFile = z.strictObject({
  title: Sentence,
  summary: Sentence,
  audience: Sentence,
  sections: z.record(Slug, Sentence),
});
export type CourseTextFile = z.infer<typeof CourseTextFile>;

const unit = { id: Slug, minutes: Whole.min(1) };
const file = z.string().regex(/^files\//, "a download stands under files/");

const UnitFile = z.discriminatedUnion("kind", [
  z.strictObject({ ...unit, kind: z.enum(["reading", "case", "action-plan"]), objectives: z.array(Slug) }),
  z.strictObject({ ...unit, kind: z.literal("tool"), objectives: z.array(Slug), file: file.optional() }),
  z.strictObject({ ...unit, kind: z.literal("media"), objectives: z.array(Slug), file }),
  z
    .strictObject({
      ...unit,
      kind: z.literal("quiz"),
      draw: z.record(Slug, Whole.min(1)).optional(),
      items: z.array(Slug).min(1).optional(),
      pass: Whole.min(0).max(100),
      attempts: Whole.min(1).optional(),
      "days-between": Whole.min(0).default(0),
      "time-limit": Whole.min(1).optional(),
    })
    .refine(({ draw, items }) => (draw === undefined) !== (items === undefined), {
      message: "a quiz has either `draw` or `items`",
    }),
]);
export type UnitFile = z.infer<typeof UnitFile>;

export const ModuleFile = z.strictObject({
  minutes: Whole.min(1),
  objectives: z.array(Slug).min(1),
  moments: z.array(z.enum(MOMENTS)).default([]),
  units: z.array(UnitFile).min(1),
});
export type ModuleFile = z.infer<typeof ModuleFile>;

export const ModuleTextFile = z.strictObject({
  title: Sentence,
  summary: Sentence,
  objectives: z.record(Slug, Sentence),
});
export type ModuleTextFile = z.infer<typeof ModuleTextFile>;

const FigureName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "a figure is named in a-z, 0-9 and _; a formula with commas stands in quotes");
const Formula = z
  .union([z.string(), z.number()], { error: "a formula that begins with [ stands in quotes" })
  .transform(String);
const figures = {
  given: z.record(FigureName, z.union([z.number(), z.array(z.number()).min(1)])).default({}),
  worked: z.record(FigureName, Formula).default({}),
};

/** accounts.yaml: the figures of the whole course. */
export const AccountsFile = z.strictObject(figures);
export type AccountsFile = z.infer<typeof AccountsFile>;

/** worked.yaml: those of a module, and of single units and items in it. */
export const WorkedFile = z.strictObject({
  ...figures,
  in: z.record(Slug, z.strictObject({ ...figures, answer: Formula.optional() })).default({}),
});
export type WorkedFile = z.infer<typeof WorkedFile>;

/** figures.yaml: the words of each drawing, by its file's name without .svg. */
export const FigureWords = z.record(
  z.string().regex(DRAWING_KEY, "a key is small letters, digits, - and _"),
  Sentence,
);
export const FigureWordsFile = z.record(z.string(), FigureWords);
export type FigureWordsFile = z.infer<typeof FigureWordsFile>;

export const UnitHead = z.strictObject({ title: Sentence });

export const ItemTextFile = QuestionText;
export type ItemTextFile = QuestionText;

/** What every translated file carries; a source file carries neither. */
export const MadeFile = z.object({
  state: z.enum(AUTHOR_STATES),
  of: z
    .string()
    .regex(/^[0-9a-f]{12}$/, "`of` is twelve hex characters")
    .nullable(),
});
