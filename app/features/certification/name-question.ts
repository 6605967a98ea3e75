import * as z from "zod";

/** What the public check answers to "was it issued to …?". */
export type NameAnswer = "same" | "other" | "not-compared" | "unknown";

export const NameForm = z.object({
  number: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
});
