import * as z from "zod";
import { isUpload, type Upload } from "#app/lib/upload.ts";

/** What we need of an uploaded file, whatever class it is of. */
export const MOST_BYTES = 1_000_000;

const Carried = z.array(z.string().max(20_000)).min(1).max(100);

export const SmallFile = z
  .custom<Upload>(isUpload, "form:choose-file")
  .refine(({ size }) => size > 0, "form:choose-file")
  .refine(({ size }) => size <= MOST_BYTES, "form:file-too-large");

/** First the file, then the list that was looked at, as it came back. */
export const ImportForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("look"), file: SmallFile, organisationId: z.string().max(100).default("") }),
  z.object({ intent: z.literal("import"), carried: Carried }),
]);

/** The same for the list of a whole staff. */
export const StaffListForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("look"), file: SmallFile, complete: z.literal("yes").optional() }),
  z.object({ intent: z.literal("import"), carried: Carried }),
]);
