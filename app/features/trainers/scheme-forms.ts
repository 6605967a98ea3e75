import * as z from "zod";

export const SchemeIntent = z.object({ intent: z.enum(["save", "publish", "discard"]) });

export const PublishForm = z.object({
  step: z.enum(["figures", "edition"]),
  certifications: z.enum(["keep", "move"]),
  candidacies: z.array(z.string().max(60)).max(500).default([]),
  reason: z.string().min(3).max(500),
  confirm: z.literal("yes", "form:confirm-seen"),
});
