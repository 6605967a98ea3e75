import { isArchived, type CohortPhase } from "./cohort-phase.ts";

/** What the actor is allowed in this cohort; each way below asks for one of these. */
export type MayInCohort = Record<
  | "see"
  | "edit"
  | "select"
  | "enrol"
  | "attend"
  | "report"
  | "certify"
  | "handOver"
  | "evidence"
  | "codes"
  | "fees",
  boolean
>;

type WayRule = { may: keyof MayInCohort; in?: (phase: CohortPhase) => boolean };

const open = (phase: CohortPhase) => !isArchived(phase);
const over = (phase: CohortPhase) => phase === "ended" || phase === "closed";
const begun = (phase: CohortPhase) => phase !== "planned";
const held = (phase: CohortPhase) => phase !== "cancelled";

/** Every page of a cohort stands where one looks for it: by when in the course it is worked with. */
const WAYS = {
  before: {
    applications: { may: "select" },
    enrolmentCode: { may: "edit", in: open },
    codes: { may: "codes", in: open },
    travel: { may: "attend" },
    fees: { may: "fees" },
  },
  during: {
    calendar: { may: "attend" },
    behind: { may: "attend" },
    test: { may: "attend" },
    evaluations: { may: "report" },
  },
  after: {
    report: { may: "report" },
    certificates: { may: "certify", in: held },
    handOver: { may: "handOver", in: begun },
    followUps: { may: "attend", in: over },
    figures: { may: "see" },
    evidence: { may: "evidence", in: over },
  },
  whole: {
    edit: { may: "edit", in: open },
    move: { may: "edit" },
  },
} as const satisfies Record<string, Record<string, WayRule>>;

export type Stage = keyof typeof WAYS;
type WayOf<S extends Stage> = S extends Stage ? keyof (typeof WAYS)[S] : never;
export type Way = WayOf<Stage>;

/** Where the course is now: that group is marked. A cancelled cohort is nowhere in its course. */
export const STAGE_OF: Record<CohortPhase, Stage> = {
  planned: "before",
  running: "during",
  ended: "after",
  closed: "after",
  cancelled: "whole",
};

/** The ways open to the actor, in the order of the course; no group without any. */
export function waysOf(may: MayInCohort, phase: CohortPhase): { stage: Stage; ways: Way[] }[] {
  const rules = (group: Record<string, WayRule>) =>
    Object.entries(group)
      .filter(([, rule]) => may[rule.may] && (rule.in?.(phase) ?? true))
      .map(([way]) => way as Way);
  return (Object.keys(WAYS) as Stage[])
    .map((stage) => ({ stage, ways: rules(WAYS[stage]) }))
    .filter(({ ways }) => ways.length > 0);
}
