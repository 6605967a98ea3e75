/** Under which people are certified here. */
export const SCHEME_IDS = ["mmw-volume-1-trainer", "mmw-master-trainer", "fe-facilitator"] as const;
export type SchemeId = (typeof SCHEME_IDS)[number];
/** Those one may become a candidate of. */
export const OPEN_SCHEME_IDS = ["mmw-volume-1-trainer", "mmw-volume-1-language", "fe-facilitator"] as const;
export type OpenSchemeId = (typeof OPEN_SCHEME_IDS)[number];

/** Which programme's officer keeps them. */
export const PROGRAMME_OF: Record<SchemeId | OpenSchemeId, "management" | "financial-education"> = {
  "mmw-volume-1-trainer": "management",
  "mmw-volume-1-language": "management",
  "mmw-master-trainer": "management",
  "fe-facilitator": "financial-education",
};

/** Languages a trainer may be certified to train in. */
export const TRAINING_LANGUAGES = ["en", "fr", "es", "km", "ar"] as const;

/** All that have rules of their own: those people are certified under, and the ways that lead to them. */
export type KeptSchemeId = keyof typeof PROGRAMME_OF;
