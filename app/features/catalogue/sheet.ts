import * as z from "zod";

/*
 * A tool that calculates: blocks of single boxes, of lines, of results (docs/courseware.md, "A sheet"). From it come
 * the form on the page, the spreadsheet and the paper. Here is its form and that of its words; whether formulas and
 * ids hold, check-sheets.ts asks.
 */

const SheetId = z.string().regex(/^[a-z][a-z0-9_]*$/, "an id is small letters, digits and _");
const Decimals = z.number().int().min(0).max(6);

export const MOST_LINES = 24;
const MOST_PARTS = 24;
/** As many as can be read on a sheet of paper, lying. */
const MOST_COLUMNS = 14;

const FIGURES = ["money", "number", "whole", "percent"] as const;
export const Is = z.enum([...FIGURES, "text", "yes-no"]);
export type Is = z.infer<typeof Is>;

/** As an author writes a value: a share is a fraction, as everywhere in a course; null is empty. */
export const Example = z.union([z.number(), z.boolean()]).nullable();
export type Example = z.infer<typeof Example>;

const Field = z.strictObject({
  id: SheetId,
  is: Is,
  decimals: Decimals.optional(),
  example: Example.optional(),
});
const Column = z.strictObject({
  id: SheetId,
  is: Is,
  decimals: Decimals.optional(),
  by: z.string().min(1).optional(),
});
const Result = z.strictObject({
  id: SheetId,
  is: z.enum(FIGURES),
  decimals: Decimals.optional(),
  by: z.string().min(1),
});

const FieldsBlock = z.strictObject({ id: SheetId, fields: z.array(Field).min(1).max(MOST_PARTS) });
const LinesBlock = z.strictObject({
  id: SheetId,
  rows: z.number().int().min(1).max(MOST_LINES),
  columns: z.array(Column).min(1).max(MOST_COLUMNS),
  example: z.array(z.array(Example)).default([]),
});
const ResultsBlock = z.strictObject({ id: SheetId, results: z.array(Result).min(1).max(MOST_PARTS) });

export type Field = z.infer<typeof Field>;
export type Column = z.infer<typeof Column>;
export type Result = z.infer<typeof Result>;
export type FieldsBlock = z.infer<typeof FieldsBlock>;
export type LinesBlock = z.infer<typeof LinesBlock>;
export type ResultsBlock = z.infer<typeof ResultsBlock>;
export type SheetBlock = FieldsBlock | LinesBlock | ResultsBlock;
export type SheetPart = Field | Column | Result;

/** Which of the three it is follows from what it holds, so that what is wrong is said of that one. */
const Block = z.record(z.string(), z.unknown()).transform((block, context): SheetBlock => {
  const schema = "results" in block ? ResultsBlock : "fields" in block ? FieldsBlock : LinesBlock;
  const parsed = schema.safeParse(block);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push(issue as z.core.$ZodRawIssue);
  return z.NEVER;
});

export const Sheet = z.strictObject({ blocks: z.array(Block).min(1).max(MOST_PARTS) });
export type Sheet = z.infer<typeof Sheet>;

const Words = z.string().trim().min(1);
const ofIds = <Value extends z.ZodType>(value: Value) => z.record(SheetId, value);

/** The words of one sheet in one language. */
export const SheetWords = z.strictObject({
  blocks: ofIds(Words),
  labels: ofIds(Words),
  hints: ofIds(Words).default({}),
  /** Texts of the filled example: one for a box, line by line for a column. */
  examples: ofIds(z.union([Words, z.array(z.string().trim().nullable())])).default({}),
  /** What money is counted in. */
  unit: Words.optional(),
});
export type SheetWords = z.infer<typeof SheetWords>;

/** As it is kept with a published version. */
export const SheetInLanguage = z.strictObject({ sheet: Sheet, words: SheetWords });
export type SheetInLanguage = z.infer<typeof SheetInLanguage>;

export const isFields = (block: SheetBlock): block is FieldsBlock => "fields" in block;
export const isLines = (block: SheetBlock): block is LinesBlock => "columns" in block;
export const isResults = (block: SheetBlock): block is ResultsBlock => "results" in block;

export const isComputed = (part: SheetPart): part is SheetPart & { by: string } =>
  "by" in part && part.by !== undefined;
/** Whether formulas can read it. */
export const isFigure = ({ is }: SheetPart): boolean => is !== "text";
/** What somebody writes into. */
export const isTyped = (part: SheetPart): boolean => !isComputed(part);

export const partsOf = (block: SheetBlock): SheetPart[] =>
  isFields(block) ? block.fields : isLines(block) ? block.columns : block.results;
export const allParts = (sheet: Sheet): SheetPart[] => sheet.blocks.flatMap(partsOf);

export const usesMoney = (sheet: Sheet): boolean => allParts(sheet).some(({ is }) => is === "money");
/** A sheet that only asks for texts has nothing to work out. */
export const calculates = (sheet: Sheet): boolean => allParts(sheet).some(isComputed);

const DECIMALS = { money: 0, whole: 0, percent: 1, number: 2, "yes-no": 0, text: 0 } as const;

/** Decimals a figure is shown with where its author says nothing. */
export const decimalsOf = ({ is, decimals }: SheetPart): number => decimals ?? DECIMALS[is];
