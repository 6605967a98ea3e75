import * as z from "zod";
import { BEST } from "./evaluation.ts";

const Scale = z.coerce.number().int().min(1).max(BEST);

export const EvaluationForm = z.object({
  relevance: Scale,
  knowledge: Scale,
  clarity: Scale,
  timing: Scale,
  participation: Scale,
  good: z.string().max(2000).default(""),
  better: z.string().max(2000).default(""),
});
export type EvaluationForm = z.output<typeof EvaluationForm>;
