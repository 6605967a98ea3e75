import * as z from "zod";

/* The kinds of question, their keys and their words (docs/courseware.md). Points are hundredths. */

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const options = z.array(Id).min(2);

export const QuestionBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("single"), options, key: Id }),
  z.strictObject({ kind: z.literal("multiple"), options, key: z.array(Id).min(1) }),
  z.strictObject({ kind: z.literal("true-false"), key: z.boolean() }),
  z.strictObject({ kind: z.literal("numeric"), key: Decimal, tolerance: Decimal }),
  z.strictObject({
    kind: z.literal("matching"),
    left: z.array(Id).min(2),
    right: z.array(Id).min(2),
    key: z.record(Id, Id),
  }),
  /** `options` in the right order. */
  z.strictObject({ kind: z.literal("ordering"), options }),
  z.strictObject({ kind: z.literal("short-text") }),
  z.strictObject({ kind: z.literal("free-text") }),
]);
export type QuestionBody = z.infer<typeof QuestionBody>;
export type QuestionKind = QuestionBody["kind"];

export const Question = z.strictObject({
  id: Id,
  moduleId: Id,
  objective: Id,
  level: z.enum(["recall", "application"]),
  difficulty: z.number().int().min(1).max(3),
  points: z.number().int().min(1),
  body: QuestionBody,
});
export type Question = z.infer<typeof Question>;

const words = z.record(Id, z.string().min(1));

/** The words of one item in one language; which parts are there follows from the kind. */
export const QuestionText = z.strictObject({
  prompt: z.string().min(1),
  options: words.optional(),
  left: words.optional(),
  right: words.optional(),
  unit: z.string().optional(),
  /** short-text: answers counted right, compared without case, accents and spaces at the ends */
  accept: z.array(z.string().min(1)).optional(),
  /** free-text: what a marker looks for */
  guidance: z.string().optional(),
  explain: z.string().optional(),
  distractors: words.optional(),
});
export type QuestionText = z.infer<typeof QuestionText>;

/** An answer as saved, its shape by kind; anything else is no answer. */
export const AnswerValue = z.union([
  z.strictObject({ choice: z.string().max(100) }),
  z.strictObject({ choices: z.array(z.string().max(100)).max(20) }),
  z.strictObject({ pairs: z.record(z.string().max(100), z.string().max(100)) }),
  z.strictObject({ order: z.array(z.string().max(100)).max(20) }),
  z.strictObject({ text: z.string().max(20_000) }),
]);
export type AnswerValue = z.infer<typeof AnswerValue>;
