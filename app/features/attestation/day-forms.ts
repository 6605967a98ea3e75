import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { MOST_BYTES } from "#app/features/identity/import-forms.ts";
import { emptyLine, isBlank, LINE_FIELDS, readLine, type RawLine } from "./day-lines.ts";
import { isUpload, type Upload } from "#app/lib/upload.ts";

const Day = z.string().refine(isCalendarDay, "form:day");

export const NewDayForm = z.object({
  intent: z.literal("add-day"),
  heldOn: Day,
  place: z.string().min(1).max(200),
  unitId: z.string().max(60).optional().default(""),
  topic: z.string().max(60).optional().default(""),
});

const Upload = z.object({
  intent: z.literal("file"),
  file: z
    .custom<Upload>(isUpload, "form:choose-file")
    .refine(({ size }) => size > 0, "form:choose-file")
    .refine(({ size }) => size <= MOST_BYTES, "form:file-too-large"),
});

/** `score.<person>` and so on: a line for everybody on the sheet; those left blank say nothing. */
const Lines = z.looseObject({ intent: z.enum(["look", "record"]) }).transform((form, context) => {
  const lines = new Map<string, RawLine>();
  for (const [name, value] of Object.entries(form)) {
    const [field, personId] = name.split(".", 2);
    const known = LINE_FIELDS.find((one) => one === field);
    if (!known || !personId || typeof value !== "string") continue;
    const line = lines.get(personId) ?? emptyLine();
    line[known] = value.slice(0, 100);
    lines.set(personId, line);
  }
  for (const [personId, line] of lines) {
    const read = isBlank(line) ? null : readLine(line);
    if (!read || read.ok) continue;
    for (const { field, key } of read.errors)
      context.addIssue({ code: "custom", path: [`${field}.${personId}`], message: `form:${key}` });
  }
  return { intent: form.intent, lines };
});

export const DayForm = z.union([Upload, Lines]);
export type DayForm = z.output<typeof DayForm>;
