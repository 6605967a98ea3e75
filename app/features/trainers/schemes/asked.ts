import { NEAR_THE_PASS } from "#app/features/trainers/exams/exam-marking.ts";
import { CRITERIA } from "./criteria.ts";
import {
  asksDeliveries,
  ASSESSORS,
  INACTIVE_MONTHS,
  SECOND_RATING,
  type LicenceRequirement,
  type Requirement,
  type RequirementKind,
  type Scheme,
  type Stage,
} from "./scheme.ts";
import { LICENCE_DOCUMENTS, PROGRAMME_OF, SCHEME_IDS, VOLUME_SCHEMES, type KeptSchemeId } from "./schemes.ts";

/* What a stage may ask: each kind once, a document once of its kind; how the list is added to, shortened and ordered. */

/** What a candidate may be asked to hand in. */
export const ASKED_DOCUMENTS = [
  "cv",
  "commitment",
  "conflicts",
  "localised-case",
  "reference",
  "other",
] as const;

/** Names a requirement within its stage: "exam", "document.cv". */
export const askKey = (asked: Requirement): string =>
  asked.kind === "document" ? `document.${asked.document}` : asked.kind;

export const schemesBeside = (scheme: Scheme) =>
  SCHEME_IDS.filter((id) => PROGRAMME_OF[id] === PROGRAMME_OF[scheme.id as KeptSchemeId]);

type Blanks = {
  [Kind in Exclude<RequirementKind, "document">]: Omit<Extract<Requirement, { kind: Kind }>, "kind">;
};

/** As each begins when it is added: the figures of the schemes the platform brought. */
const blanks = (scheme: Scheme): Blanks => ({
  selection: { total: 6000, minimums: { microfinanceYears: 3, managementYears: 2, trainingYears: 1 } },
  held: { schemes: schemesBeside(scheme), months: 12 },
  cycles: { count: 1, withinMonths: 0, observed: 1, data: true, reported: true, mean: 0 },
  mentored: { count: 1, each: VOLUME_SCHEMES },
  refresher: { pass: 7000, withinMonths: 12 },
  enrolled: {},
  "led-by-master-trainer": {},
  attendance: { mayMiss: 1, madeUp: true },
  debriefs: { share: 8000 },
  practice: { practice: "micro-teaching", count: 1, localised: true, feedback: true },
  "last-micro-teaching": { floor: 3, of: CRITERIA.slice(2, 11) },
  "assessment-form": { mean: 300, floor: 2 },
  exam: { pass: 7000, firstFrom: 0, firstUntil: 60, resits: 1, resitFrom: 14, resitUntil: 60 },
  delivery: { modules: 2, sections: 1, minutes: 360, observedMinutes: 180 },
  "criteria-scored": {},
  "criteria-floor": { floor: 3 },
  feedback: { mean: 350, atLeast: 8, shareOfPresent: 6000 },
  report: {},
  impartial: {},
  checklist: { share: 8000 },
  "trainers-in-force": { count: 2, schemes: schemesBeside(scheme) },
  "reports-filed": { withinDays: 30 },
  contact: {},
});

const OF_LICENCES: readonly LicenceRequirement["kind"][] = ["trainers-in-force", "reports-filed", "contact"];

/** Every key a scheme of this sort may ask for, in the order it is offered. */
export function keysFor(scheme: Scheme): string[] {
  const licence = scheme.kind === "licence";
  const documents = (licence ? LICENCE_DOCUMENTS : ASKED_DOCUMENTS).map((one) => `document.${one}`);
  const kinds = Object.keys(blanks(scheme)).filter(
    (kind) => OF_LICENCES.some((own) => own === kind) === licence,
  );
  return [...kinds, ...documents];
}

/** What a stage does not ask yet. */
export const addable = (scheme: Scheme, stage: Stage): string[] =>
  keysFor(scheme).filter((key) => !stage.asks.some((asked) => askKey(asked) === key));

function newlyAsked(scheme: Scheme, key: string): Requirement {
  const [kind, document] = key.split(".");
  if (document !== undefined) return { kind: "document", document };
  return { kind, ...blanks(scheme)[kind as keyof Blanks] } as Requirement;
}

// ── Changing the list ───────────────────────────────────────────────────────────────────────────────

const withAsks = (
  scheme: Scheme,
  stageId: string,
  change: (asks: readonly Requirement[], stage: Stage) => readonly Requirement[],
): Scheme => ({
  ...scheme,
  stages: scheme.stages.map((stage) =>
    stage.id === stageId ? { ...stage, asks: change(stage.asks, stage) } : stage,
  ),
});

/** At the end of the list; what is asked already, or not by a scheme of this sort, is not added. */
export const ask = (scheme: Scheme, stageId: string, key: string): Scheme =>
  withAsks(scheme, stageId, (asks, stage) =>
    addable(scheme, stage).includes(key) ? [...asks, newlyAsked(scheme, key)] : asks,
  );

export const askNoMore = (scheme: Scheme, stageId: string, key: string): Scheme =>
  withAsks(scheme, stageId, (asks) => asks.filter((asked) => askKey(asked) !== key));

/** One place up (−1) or down (+1); the first one stays first. */
export const askEarlier = (scheme: Scheme, stageId: string, key: string, by: -1 | 1): Scheme =>
  withAsks(scheme, stageId, (asks) => {
    const from = asks.findIndex((asked) => askKey(asked) === key);
    const to = from + by;
    if (from < 0 || to < 0 || to >= asks.length) return asks;
    const moved = [...asks];
    [moved[from], moved[to]] = [moved[to]!, moved[from]!];
    return moved;
  });

// ── What a version leaves unsaid ────────────────────────────────────────────────────────────────────

const UNSAID: Partial<Record<RequirementKind, object>> = {
  document: { count: 1 },
  exam: { near: NEAR_THE_PASS },
  delivery: { coreModules: 0, coreSections: [] },
  "criteria-scored": { assessors: ASSESSORS, second: SECOND_RATING },
};

/** With the figures that hold where a version says nothing of them. */
export const spelledOut = (scheme: Scheme): Scheme => ({
  ...scheme,
  renewal: {
    ...(scheme.kind === "facilitator" ? { seenTopics: [] } : {}),
    ...(scheme.renewal.parts.includes("M3") ? { workshops: [] } : {}),
    ...(scheme.renewal.parts.includes("R7") ? { bridging: [] } : {}),
    ...(asksDeliveries(scheme) ? { activeMonths: INACTIVE_MONTHS } : {}),
    ...scheme.renewal,
    asks: { trainings: 1, calibrations: 2, difference: 75, ...scheme.renewal.asks },
  },
  stages: scheme.stages.map((stage) => ({
    ...stage,
    ...(stage.decidedBy === "officer" && scheme.kind !== "licence" ? { panel: stage.panel ?? false } : {}),
    asks: stage.asks.map((asked) => ({ ...asked, ...UNSAID[asked.kind], ...asked })),
  })),
});
