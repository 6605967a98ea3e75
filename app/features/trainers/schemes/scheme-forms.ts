import * as z from "zod";

export const SchemeIntent = z.object({ intent: z.enum(["save", "publish", "discard"]) });

export const PublishForm = z.object({
  step: z.enum(["figures", "edition"]),
  certifications: z.enum(["keep", "move"]),
  /** What was looked at (scheme-text.ts), and the version it follows. */
  seen: z.string(),
  over: z.string().max(20),
  everybody: z.literal("yes").optional(),
  candidacies: z.array(z.string().max(60)).max(500).default([]),
  reason: z.string().min(3).max(500),
  confirm: z.literal("yes", "form:confirm-seen"),
});
