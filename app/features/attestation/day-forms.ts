import * as z from "zod";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import { MOST_BYTES } from "#app/features/identity/import-forms.ts";
import { emptyLine, isBlank, LINE_FIELDS, readLine, type NamedSteps, type RawLine } from "./day-lines.ts";
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

/** `score.<person>` and so on: a line for everybody on the sheet; those left blank say nothing. `version`: of whose steps the numbers are. */
const Lines = (named: NamedSteps) =>
  z
    .looseObject({ intent: z.enum(["look", "record"]), version: z.string().max(20) })
    .transform((form, context) => {
      const lines = new Map<string, RawLine>();
      for (const [name, value] of Object.entries(form)) {
        const [field, personId] = name.split(".", 2);
        const known = LINE_FIELDS.find((one) => one === field);
        if (!known || !personId || typeof value !== "string") continue;
        const line = lines.get(personId) ?? emptyLine();
        line[known] = value.slice(0, 100);
        lines.set(personId, line);
      }
      for (const { field, key } of wrongIn(lines, named))
        context.addIssue({ code: "custom", path: [field], message: `form:${key}` });
      return { intent: form.intent, version: form.version, lines };
    });

/** What is wrong with the lines, at the fields they have in the form. */
export const wrongIn = (lines: ReadonlyMap<string, RawLine>, named: NamedSteps) =>
  [...lines].flatMap(([personId, line]) => {
    const read = isBlank(line) ? null : readLine(line, named);
    return !read || read.ok
      ? []
      : read.errors.map(({ field, key }) => ({ field: `${field}.${personId}`, key }));
  });

export const dayForm = (named: NamedSteps) => z.union([Upload, Lines(named)]);
