import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { TRAINING_LANGUAGES } from "./schemes.ts";

/** The languages somebody may be certified to train in, each by its own name. */
export const LANGUAGE_OPTIONS = TRAINING_LANGUAGES.map((value) => ({
  value,
  label: LANGUAGE_NAMES[value] ?? value,
}));
