import * as z from "zod";
import { MOST_AT_ONCE, MOST_FILE_BYTES } from "./session-file.ts";
import { isNamedUpload, type NamedUpload } from "#app/lib/upload.ts";

/** What we need of an uploaded file, whatever class it is of. */
// A browser sends an empty file where none was chosen.
const Uploads = z
  .array(z.custom<NamedUpload>(isNamedUpload, "form:choose-file"), "form:choose-file")
  .transform((files) => files.filter(({ size }) => size > 0))
  .refine((files) => files.length > 0, "form:choose-file")
  .refine((files) => files.every(({ size }) => size <= MOST_FILE_BYTES), "form:file-over-ten")
  .refine(
    (files) => files.reduce((sum, { size }) => sum + size, 0) <= MOST_AT_ONCE,
    "form:files-over-twenty",
  );

export const SessionFileForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add"), files: Uploads }),
  z.object({
    intent: z.literal("remove"),
    fileId: z.string().min(1).max(100),
    reason: z.string().min(3).max(500),
  }),
]);
