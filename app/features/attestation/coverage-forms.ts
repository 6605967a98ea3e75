import * as z from "zod";
import { TRAINING_LANGUAGES } from "#app/features/trainers/schemes/schemes.ts";

export const NominateManyForm = z.object({
  intent: z.literal("nominate"),
  people: z.array(z.string().min(1).max(60)).min(1, "form:choose").max(500),
  language: z.enum(TRAINING_LANGUAGES),
  reason: z.string().min(1).max(500),
});
