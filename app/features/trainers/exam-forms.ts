import * as z from "zod";
import { SmallFile } from "#app/features/identity/import-forms.ts";
import { OPEN_SCHEME_IDS, TRAINING_LANGUAGES } from "./schemes.ts";

/* What the pages of exams send. */

export const BankForm = z.object({
  schemeId: z.enum(OPEN_SCHEME_IDS),
  language: z.enum(TRAINING_LANGUAGES),
  file: SmallFile,
});
