import * as z from "zod";
import { isUpload, type Upload } from "#app/lib/upload.ts";

/** Sent back whole in the form that confirms it, a third larger. */
const MOST_BYTES = 500_000;

/** First the file, then the list that was looked at, as it came back. */
export const PastForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("look"),
    file: z
      .custom<Upload>(isUpload, "form:choose-file")
      .refine(({ size }) => size > 0, "form:choose-file")
      .refine(({ size }) => size <= MOST_BYTES, "form:file-too-large"),
  }),
  z.object({ intent: z.literal("import"), carried: z.array(z.string().max(20_000)).min(1).max(60) }),
]);
