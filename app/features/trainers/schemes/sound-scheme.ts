import { halfTranslated } from "./anchors.ts";
import { halfSaid } from "./checklist.ts";
import { coursesTwice } from "./courses.ts";
import type { Actor, Requirement, RequirementKind, Scheme, Stage } from "./scheme.ts";
import { evidenceStage } from "./stage.ts";

/*
 * What a scheme may not be, however it is edited. Two sorts: what would wait for ever, because nobody could write it down
 * where it is asked; and what the certification is worth: the floors, and that another person saw and another one decides.
 * Publishing refuses both. The machine asks for the second once more before it certifies anybody (candidacy.ts).
 */

/** A criterion at 3 is "shown well enough to train alone"; of a checklist or a test, half is the least there is to it. */
export const LEAST_FLOOR = 3;
export const LEAST_SHARE = 5000;
/** What an exam is passed with before a first certification (domain §6.2, §6.5, §6.6). */
export const LEAST_PASS = 7000;
export const LEAST_PASS_OF_MASTERS = 7500;

const WORTH = [
  "floor-too-low",
  "pass-too-low",
  "no-exam",
  "no-floor",
  "nobody-sees",
  "not-impartial",
  "officer-decides",
  "assessor-decides",
  "recommender-decides",
  "no-trainers",
] as const;
const WAITS_FOR_EVER = [
  "asks-nothing",
  "no-practice",
  "no-seat",
  "no-course",
  "not-observed",
  "not-at-decision",
  "half-translated",
  "half-said",
  "nothing-critical",
] as const;
const RENEWED = ["renewal-unseen", "renewal-floor", "renewal-pass", "renewal-first-course"] as const;
export type FlawKey = (typeof WORTH)[number] | (typeof WAITS_FOR_EVER)[number] | (typeof RENEWED)[number];
/** A sentence under `schemes.flaw.`, and where it is: a part of the form (scheme-fields.ts), and what is asked there. */
export type Flaw = { key: FlawKey; stage: string; asked: Requirement | null };

export function flawsOf(scheme: Scheme): Flaw[] {
  return scheme.kind === "licence"
    ? flawsOfLicence(scheme)
    : [...worthless(scheme), ...waiting(scheme), ...worthlessRenewed(scheme), ...unread(scheme)];
}

/** Nobody is certified under a version of which this is not empty, whoever published it. */
export const worthless = (scheme: Scheme): Flaw[] => {
  const last = scheme.stages.at(-1)!;
  return [
    ...scheme.stages.flatMap((stage) => [...floorsIn(scheme, stage), ...oneJudges(stage)]),
    ...(needsExam(scheme) && !scheme.stages.some((stage) => asks(stage, "exam"))
      ? [flaw("no-exam", last)]
      : []),
    ...(seenBy(scheme) ? [] : [flaw("nobody-sees", last)]),
    ...(decidesLast(scheme).includes(last.decidedBy) ? [] : [flaw("officer-decides", last)]),
  ];
};

/** An employer's attestation is its own to record. */
const decidesLast = ({ kind }: Scheme): readonly Actor[] =>
  kind === "facilitator" ? ["officer", "training-department"] : ["officer"];

const flaw = (key: FlawKey, { id: stage }: Stage, asked: Requirement | null = null): Flaw => ({
  key,
  stage,
  asked,
});

const asks = ({ asks: asked }: Stage, ...kinds: RequirementKind[]): boolean =>
  asked.some(({ kind }) => kinds.includes(kind));

/** What is scored is held against a floor, by somebody independent, and the floor is one. */
function floorsIn(scheme: Scheme, stage: Stage): Flaw[] {
  const low = stage.asks.filter(
    (asked) =>
      (asked.kind === "criteria-floor" && asked.floor < LEAST_FLOOR) ||
      (asked.kind === "checklist" && asked.share < LEAST_SHARE) ||
      (asked.kind === "refresher" && asked.pass < LEAST_SHARE),
  );
  const pass = scheme.kind === "master-trainer" ? LEAST_PASS_OF_MASTERS : LEAST_PASS;
  const easy = stage.asks.filter((asked) => asked.kind === "exam" && asked.pass < pass);
  const held = scheme.stages.some(
    (other) => asks(other, "criteria-floor") && evidenceStage(scheme, other) === stage.id,
  );
  return [
    ...low.map((asked) => flaw("floor-too-low", stage, asked)),
    ...easy.map((asked) => flaw("pass-too-low", stage, asked)),
    ...(asks(stage, "criteria-scored") && !held ? [flaw("no-floor", stage)] : []),
    ...(seesIn(stage) && !asks(stage, "impartial") ? [flaw("not-impartial", stage)] : []),
  ];
}

const seesIn = (stage: Stage): boolean =>
  asks(stage, "criteria-floor", "checklist") ||
  stage.asks.some((asked) => asked.kind === "cycles" && asked.observed > 0);

/** What one person finds of a candidate, held against a floor where it stands. */
const JUDGED: readonly RequirementKind[] = [
  "assessment-form",
  "last-micro-teaching",
  "criteria-floor",
  "checklist",
];

/** Who observes candidates. */
const SEES: readonly Actor[] = ["master-trainer", "attester"];

/** Nobody decides on what they found themselves, nor on their own advice. */
const oneJudges = (stage: Stage): Flaw[] => [
  ...(SEES.includes(stage.decidedBy) && asks(stage, ...JUDGED) ? [flaw("assessor-decides", stage)] : []),
  ...(stage.recommendedBy === stage.decidedBy ? [flaw("recommender-decides", stage)] : []),
];

/** Another language is shown in the room alone, a trainer of officers by whole courses, and a facilitator comes back without. */
const needsExam = ({ kind, widens, into, back }: Scheme): boolean =>
  kind !== "national-trainer" &&
  (widens === undefined || into !== undefined) &&
  !(kind === "facilitator" && back !== undefined);

/** Somebody else saw the candidate train: a trainer by the twelve criteria, at the very end. */
function seenBy({ kind, stages }: Scheme): boolean {
  if (kind === "trainer") return asks(stages.at(-1)!, "criteria-floor");
  const seen = stages.some((stage) => asks(stage, "criteria-floor", "checklist"));
  if (kind === "facilitator") return seen;
  return (
    seen ||
    stages.some((stage) =>
      stage.asks.some(
        (asked) =>
          (asked.kind === "cycles" && asked.observed > 0) || (asked.kind === "mentored" && asked.count > 0),
      ),
    )
  );
}

/** What a decision may ask: what is read from elsewhere, or was written down in the practicum before it. */
const AT_DECISION: readonly RequirementKind[] = [
  "document",
  "held",
  "criteria-floor",
  "feedback",
  "report",
  "impartial",
];
/** What an exam is counted from the end of. */
export const COURSES: readonly RequirementKind[] = ["attendance", "refresher"];

function waiting(scheme: Scheme): Flaw[] {
  const { stages } = scheme;
  const before = (index: number, ...kinds: RequirementKind[]) =>
    stages.slice(0, index + 1).some((stage) => asks(stage, ...kinds));
  const anyCourse = stages.some((stage) => asks(stage, ...COURSES));
  return stages.flatMap((stage, index) => {
    const scored = stages.find(({ id }) => id === evidenceStage(scheme, stage))!;
    return [
      ...(stage.asks.length === 0 ? [flaw("asks-nothing", stage)] : []),
      ...stage.asks.flatMap((asked): Flaw[] => {
        const unless = (met: boolean, key: FlawKey) => (met ? [] : [flaw(key, stage, asked)]);
        if (stage.id === "decision" && !AT_DECISION.includes(asked.kind))
          return [flaw("not-at-decision", stage, asked)];
        switch (asked.kind) {
          case "last-micro-teaching":
            return unless(
              stage.asks.some((one) => one.kind === "practice" && one.practice === "micro-teaching"),
              "no-practice",
            );
          case "led-by-master-trainer":
            return unless(asks(stage, "enrolled"), "no-seat");
          case "exam":
            return unless(!anyCourse || before(index, ...COURSES), "no-course");
          case "criteria-floor":
            return unless(asks(scored, "criteria-scored"), "not-observed");
          case "delivery":
            return [
              ...unless(before(index, "enrolled"), "no-seat"),
              ...unless(asked.observedMinutes === 0 || asks(stage, "criteria-scored"), "not-observed"),
            ];
          default:
            return [];
        }
      }),
    ];
  });
}

/** A renewal is worth what a certification is; a master trainer's observation is that of the certification it rests on. */
function worthlessRenewed(scheme: Scheme): Flaw[] {
  const { kind, renewal } = scheme;
  const { parts, asks: asked, observedBy } = renewal;
  const wrong = (is: boolean, key: FlawKey): Flaw[] => (is ? [{ key, stage: "renewal", asked: null }] : []);
  const observed = parts.includes("R3");
  return [
    ...wrong(kind !== "master-trainer" && !observed, "renewal-unseen"),
    ...wrong(observed && observedBy === "lowest-score" && asked.floor < LEAST_FLOOR, "renewal-floor"),
    ...wrong(
      (parts.includes("R2") || parts.includes("M3")) && asked.refresherPass < LEAST_SHARE,
      "renewal-pass",
    ),
    ...wrong(coursesTwice(scheme).length > 0, "renewal-first-course"),
  ];
}

/** Whoever rates in another language would rate by other words. */
const unread = ({ anchors, checklist }: Scheme): Flaw[] => [
  ...halfTranslated(anchors).map((of): Flaw => ({
    key: "half-translated",
    stage: `anchors-${of}`,
    asked: null,
  })),
  ...(checklist && halfSaid(checklist).length > 0 ? [ofChecklist("half-said")] : []),
  ...(checklist && checklist.critical.length === 0 ? [ofChecklist("nothing-critical")] : []),
];

const ofChecklist = (key: FlawKey): Flaw => ({ key, stage: "checklist", asked: null });

function flawsOfLicence({ stages }: Scheme): Flaw[] {
  const rests = stages.some((stage) =>
    stage.asks.some(
      ({ kind, ...asked }) => kind === "trainers-in-force" && "count" in asked && asked.count! > 0,
    ),
  );
  const last = stages.at(-1)!;
  return [
    ...(rests ? [] : [flaw("no-trainers", last)]),
    ...(last.decidedBy === "officer" ? [] : [flaw("officer-decides", last)]),
  ];
}
