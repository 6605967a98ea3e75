import * as z from "zod";
import { isUpload, type Upload } from "#app/lib/upload.ts";

/** A file, or what was pasted; an empty file field is a file of nothing. */
export const CodeListForm = z.object({
  list: z.string().default(""),
  file: z.custom<Upload>(isUpload).optional(),
});

/** As a machine sends them. */
export const CodesAsked = z.strictObject({ codes: z.array(z.string().max(300)).min(1) });
