import * as z from "zod";
import { isUpload, type Upload } from "#app/lib/upload.ts";

/** A list is sent back whole in the form that confirms it, a third larger; an archive is kept meanwhile. */
export const MOST_LIST_BYTES = 500_000;
const MOST_ARCHIVE_BYTES = 20_000_000;

/** First the file; then the list that was looked at, as it came back, or the fingerprint of the archive. */
export const PastForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("look"),
    file: z
      .custom<Upload>(isUpload, "form:choose-file")
      .refine(({ size }) => size > 0, "form:choose-file")
      .refine(({ size }) => size <= MOST_ARCHIVE_BYTES, "form:file-too-large"),
  }),
  z.object({ intent: z.literal("import"), carried: z.array(z.string().max(20_000)).min(1).max(60) }),
  z.object({ intent: z.literal("import-archive"), staged: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
