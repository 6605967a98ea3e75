/** Under which people are certified here. */
export const SCHEME_IDS = [
  "mmw-volume-1-trainer",
  "mmw-volume-2-trainer",
  "mmw-master-trainer",
  "fe-facilitator",
  "fe-national-trainer",
] as const;
export type SchemeId = (typeof SCHEME_IDS)[number];
/** Those one may become a candidate of. */
export const OPEN_SCHEME_IDS = [
  "mmw-volume-1-trainer",
  "mmw-volume-1-language",
  "mmw-volume-1-extension",
  "mmw-volume-2-trainer",
  "mmw-volume-2-language",
  "mmw-volume-2-extension",
  "mmw-master-trainer",
  "fe-facilitator",
  "fe-national-trainer",
] as const;
export type OpenSchemeId = (typeof OPEN_SCHEME_IDS)[number];

const EXAM_OF: Partial<Record<string, OpenSchemeId>> = {
  "mmw-volume-1-extension": "mmw-volume-1-trainer",
  "mmw-volume-2-extension": "mmw-volume-2-trainer",
};

/** Whose exam is sat under a scheme: whoever comes to a volume by the short way sits that volume's. */
export const examOfScheme = (schemeId: string): string => EXAM_OF[schemeId] ?? schemeId;

/** The schemes with the same exam. */
export const sameExam = (schemeId: string): string[] => [
  ...new Set([schemeId, ...OPEN_SCHEME_IDS.filter((id) => examOfScheme(id) === examOfScheme(schemeId))]),
];

/** Under which organisations are licensed. */
export const LICENCE_SCHEME_IDS = ["mmw-licence", "fe-licence"] as const;
export type LicenceSchemeId = (typeof LICENCE_SCHEME_IDS)[number];
/** What an organisation hands in for its licence. */
export const LICENCE_DOCUMENTS = ["agreement", "data-protection", "quality-file"] as const;
export type LicenceDocument = (typeof LICENCE_DOCUMENTS)[number];

/** Which programme's officer keeps them. */
export const PROGRAMME_OF: Record<
  SchemeId | OpenSchemeId | LicenceSchemeId,
  "management" | "financial-education"
> = {
  "mmw-volume-1-trainer": "management",
  "mmw-volume-1-language": "management",
  "mmw-volume-1-extension": "management",
  "mmw-volume-2-trainer": "management",
  "mmw-volume-2-language": "management",
  "mmw-volume-2-extension": "management",
  "mmw-master-trainer": "management",
  "fe-facilitator": "financial-education",
  "fe-national-trainer": "financial-education",
  "mmw-licence": "management",
  "fe-licence": "financial-education",
};

/** Those of the two volumes: whoever is certified under one of them may be mentored towards a master trainer. */
export const VOLUME_SCHEMES = [
  "mmw-volume-1-trainer",
  "mmw-volume-2-trainer",
] as const satisfies readonly SchemeId[];

/** What holds only as long as one of these does. */
export const RESTS_ON: Partial<Record<SchemeId, readonly SchemeId[]>> = {
  "mmw-master-trainer": VOLUME_SCHEMES,
};

/** Languages a trainer may be certified to train in. */
export const TRAINING_LANGUAGES = ["en", "fr", "es", "km", "ar"] as const;

/** All that have rules of their own: those of people and organisations, and the ways that lead to them. */
export type KeptSchemeId = keyof typeof PROGRAMME_OF;
