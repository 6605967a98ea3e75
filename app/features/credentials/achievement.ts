import type { CertificateKind } from "#app/features/certification/certificate-facts.ts";
import { CRITERIA, SCORES } from "#app/features/trainers/schemes/criteria.ts";
import { stagesBefore, type Paper } from "#app/features/trainers/schemes/papers.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { paths } from "#app/lib/paths.ts";

/*
 * What was achieved, whoever achieved it: by which version of a scheme or a course, and by which of its papers. Its
 * address tells people on a page, and machines in the words of Open Badges 3.0, what that asks.
 */

export const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
export const OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

export type Achieved = {
  in: "schemes" | "courses";
  /** Of the scheme or course. */
  id: string;
  version: string;
  paper: Paper | CertificateKind;
};

export const achievementUrl = (origin: string, { in: where, id, version, paper }: Achieved): string =>
  origin + paths.achievement(where, id, version, paper);

/** The page that says what it asks. */
export const criteriaUrl = (origin: string, achieved: Achieved): string => origin + criteriaPath(achieved);
export const criteriaPath = ({ in: where, id, version }: Achieved): string =>
  where === "schemes" ? paths.schemeRules(id, version) : paths.course(id);

export type AchievementWords = { title: string; name: string; description: string; criteria: string };

/** As it stands in a credential. */
export function achievementOf(
  origin: string,
  achieved: Achieved,
  { title, name, description, criteria }: AchievementWords,
  inLanguage: string,
) {
  const page = criteriaUrl(origin, achieved);
  return {
    id: achievementUrl(origin, achieved),
    type: ["Achievement"],
    achievementType: TYPES[achieved.paper],
    name,
    description,
    criteria: { id: page, narrative: criteria },
    alignment: [alignedWith(title, page, `${achieved.id} ${achieved.version}`)],
    inLanguage,
  };
}

/** From the list of the standard. */
const TYPES: Record<Achieved["paper"], string> = {
  achievement: "CertificateOfCompletion",
  participation: "Certificate",
  "attendance-statement": "Certificate",
  provisional: "Certification",
  trainer: "Certification",
  "master-trainer": "Certification",
  facilitator: "Certification",
  "national-trainer": "Certification",
  licence: "License",
};

const alignedWith = (targetName: string, targetUrl: string, targetCode: string) => ({
  type: ["Alignment"],
  targetName,
  targetUrl,
  targetCode,
});

/** By itself: with who issues it, the courses it is about, what results it asks, and its other versions. */
export function achievementDocument(
  { origin, did, achieved, locale }: { origin: string; did: string; achieved: Achieved; locale: string },
  words: AchievementWords & { programme: string },
  more: {
    courses?: readonly { id: string; title: string }[];
    results?: readonly AskedResult[];
    versions?: readonly string[];
  } = {},
) {
  const { courses = [], results = [], versions = [] } = more;
  const own = achievementOf(origin, achieved, words, locale);
  const related = versions.filter((version) => version !== achieved.version);
  return {
    "@context": [CREDENTIALS_V2, OPEN_BADGES],
    ...own,
    version: achieved.version,
    creator: { id: did, type: ["Profile"], name: words.programme, url: origin },
    alignment: [
      ...own.alignment,
      ...courses.map(({ id, title }) => alignedWith(title, origin + paths.course(id), id)),
    ],
    ...(results.length > 0 && {
      resultDescription: results.map(({ key, ...result }) => ({
        id: `${own.id}#${key}`,
        type: ["ResultDescription"],
        ...result,
      })),
    }),
    ...(related.length > 0 && {
      related: related.map((version) => ({
        id: achievementUrl(origin, { ...achieved, version }),
        type: ["Related"],
        version,
      })),
    }),
  };
}

// ── What results a scheme asks ──────────────────────────────────────────────────────────────────────

export type AskedResult = {
  key: string;
  name: string;
  resultType: "Percent" | "RubricScore";
  valueMin: string;
  valueMax: string;
  requiredValue: string;
};

/** What is measured on the way to a paper, and the least of it. */
export function resultsAsked(scheme: Scheme, paper: Paper, nameOf: (key: string) => string): AskedResult[] {
  return stagesBefore(scheme, paper).flatMap(({ id, asks }) =>
    asks.flatMap((asked): AskedResult[] => {
      switch (asked.kind) {
        case "exam":
        case "refresher":
          return [percent(id, asked.kind, asked.pass)];
        case "checklist":
          return [percent(id, asked.kind, asked.share)];
        case "criteria-floor":
          return CRITERIA.map((criterion) => ({
            key: `${id}.${criterion}`,
            name: nameOf(criterion),
            resultType: "RubricScore",
            valueMin: String(SCORES[0]),
            valueMax: String(SCORES.at(-1)),
            requiredValue: String(asked.floor),
          }));
        default:
          return [];
      }
    }),
  );

  function percent(stage: string, key: string, hundredths: number): AskedResult {
    return {
      key: `${stage}.${key}`,
      name: nameOf(key),
      resultType: "Percent",
      valueMin: "0",
      valueMax: "100",
      requiredValue: String(hundredths / 100),
    };
  }
}
