import { FACILITATOR_SCHEME, MASTER_SCHEME, TRAINER_SCHEME, type Scheme } from "./scheme.ts";

/** Under which people are certified here. */
export const SCHEMES: readonly Scheme[] = [TRAINER_SCHEME, MASTER_SCHEME, FACILITATOR_SCHEME];
export const SCHEME_IDS = ["mmw-volume-1-trainer", "mmw-master-trainer", "fe-facilitator"] as const;
export type SchemeId = (typeof SCHEME_IDS)[number];
/** Those one may become a candidate of. */
export const OPEN_SCHEME_IDS = ["mmw-volume-1-trainer", "fe-facilitator"] as const;
export type OpenSchemeId = (typeof OPEN_SCHEME_IDS)[number];

/** Which programme's officer keeps them. */
export const PROGRAMME_OF: Record<SchemeId, "management" | "financial-education"> = {
  "mmw-volume-1-trainer": "management",
  "mmw-master-trainer": "management",
  "fe-facilitator": "financial-education",
};

/** @throws when nobody was ever certified under it: ids come from our own rows. */
export function schemeOf(id: string): Scheme {
  const scheme = SCHEMES.find((one) => one.id === id);
  if (!scheme) throw new Error(`No scheme ${id}`);
  return scheme;
}

/** Languages a trainer may be certified to train in. */
export const TRAINING_LANGUAGES = ["en", "fr", "es", "km", "ar"] as const;
