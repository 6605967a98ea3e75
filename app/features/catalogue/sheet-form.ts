import * as z from "zod";
import type { FieldError, FormProblem } from "#app/lib/form.ts";
import {
  computeSheet,
  exampleEntries,
  type Entries,
  type Entry,
  type Line,
  type Worked,
} from "./compute-sheet.ts";
import {
  allParts,
  decimalsOf,
  isFields,
  isLines,
  isTyped,
  type Sheet,
  type SheetInLanguage,
  type SheetPart,
} from "./sheet.ts";
import { readNumber, writeNumber } from "./written-numbers.ts";

/*
 * A sheet as a form: what was typed, read as the sheet itself writes numbers in its language, and worked out. Nothing is kept;
 * the form is posted only so that what is typed stands in no address.
 */

/** "work-out" what is typed, or put the "example" or nothing in its place. */
export const ToolForm = z
  .object({ intent: z.enum(["work-out", "example", "empty"]) })
  .catchall(z.union([z.string(), z.array(z.string())]));
export type ToolForm = z.infer<typeof ToolForm>;

export type ToolAnswer = { problem: FormProblem; refusal: null; worked: Worked | null };
/** A bad request where a number is none. */
export const statusOf = ({ problem }: ToolAnswer): number => (problem.errors.length > 0 ? 400 : 200);

/** Of an action's answer, whatever it answered. */
export const workedIn = (answer: object | undefined): Worked | null =>
  answer && "worked" in answer ? (answer as ToolAnswer).worked : null;

/** By place and not by id: a form never shows again what is typed into a field that is called "code". */
export const fieldNames = (sheet: Sheet): ReadonlyMap<string, string> =>
  new Map(allParts(sheet).map(({ id }, place) => [id, `f${place + 1}`]));

export const onLine = (field: string, line: number): string => `${field}.${line + 1}`;

/** The box is ticked. */
export const YES = "1";

/** A sheet with its words, and the language they are in. */
type Tool = SheetInLanguage & { locale: string };

export function workOut({ sheet, words, locale }: Tool, form: ToolForm): ToolAnswer {
  if (form.intent === "empty") return { problem: { values: {}, errors: [] }, refusal: null, worked: null };
  if (form.intent === "example") {
    const entries = exampleEntries(sheet, words);
    const values = typedValues(sheet, entries, locale);
    return { problem: { values, errors: [] }, refusal: null, worked: computeSheet(sheet, entries) };
  }
  const { intent: _, ...values } = form;
  const { entries, errors } = readTyped(sheet, values, locale);
  const worked = errors.length > 0 ? null : computeSheet(sheet, entries);
  return { problem: { values, errors }, refusal: null, worked };
}

type Values = FormProblem["values"];

/** What was typed, as formulas read it; a number that is none is an error at its field. */
function readTyped(sheet: Sheet, values: Values, locale: string): { entries: Entries; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const names = fieldNames(sheet);
  const read = (part: SheetPart, field: string): Entry => {
    const typed = values[field];
    const entry = entryTyped(part, typeof typed === "string" ? typed : "", locale);
    if (typeof entry !== "object" || entry === null) return entry;
    errors.push({ field, ...entry });
    return null;
  };
  const boxes: Record<string, Entry> = {};
  const lines: Record<string, Line[]> = {};
  for (const block of sheet.blocks) {
    if (isFields(block)) for (const part of block.fields) boxes[part.id] = read(part, names.get(part.id)!);
    if (isLines(block))
      lines[block.id] = Array.from({ length: block.rows }, (_, line) =>
        Object.fromEntries(
          block.columns
            .filter(isTyped)
            .map((part): [string, Entry] => [part.id, read(part, onLine(names.get(part.id)!, line))]),
        ),
      );
  }
  return { entries: { boxes, lines }, errors };
}

function entryTyped({ is }: SheetPart, typed: string, locale: string): Entry | Omit<FieldError, "field"> {
  if (is === "text") return typed;
  if (is === "yes-no") return typed === YES ? 1 : null;
  if (typed === "") return null;
  const value = readNumber(typed, locale);
  if (value === null) return { key: "number-like", params: { example: writeNumber(1200.5, 1, locale) } };
  if (is === "whole" && !Number.isInteger(value)) return { key: "whole-number" };
  return is === "percent" ? value / 100 : value;
}

/** Entries as somebody would type them. */
function typedValues(sheet: Sheet, { boxes, lines }: Entries, locale: string): Values {
  const names = fieldNames(sheet);
  const values: Values = {};
  const put = (part: SheetPart, field: string, entry: Entry | undefined) => {
    values[field] = inWords(part, entry ?? null, locale);
  };
  for (const block of sheet.blocks) {
    if (isFields(block)) for (const part of block.fields) put(part, names.get(part.id)!, boxes[part.id]);
    if (isLines(block))
      lines[block.id]?.forEach((line, index) => {
        for (const part of block.columns.filter(isTyped))
          put(part, onLine(names.get(part.id)!, index), line[part.id]);
      });
  }
  return values;
}

function inWords(part: SheetPart, entry: Entry, locale: string): string {
  if (entry === null || typeof entry === "string") return entry ?? "";
  if (part.is === "yes-no") return entry === 1 ? YES : "";
  const value = part.is === "percent" ? Number((entry * 100).toPrecision(12)) : entry;
  const own = String(value).split(".")[1]?.length ?? 0;
  return writeNumber(value, Math.max(own, decimalsOf(part)), locale);
}
