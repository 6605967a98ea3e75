import {
  open,
  type Act,
  type ActKind,
  type Candidacy,
  type Decided,
  type File,
} from "#app/features/trainers/candidacies/candidacy.ts";
import {
  CRITERIA,
  type Criterion,
  type Score,
  type Scores,
} from "#app/features/trainers/schemes/criteria.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import {
  NOTHING_YET,
  type CandidateFacts,
  type StageFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import type { Actor, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* A candidate who has done all a trainer must, for the tests of the candidacy machine. */

export const all = (score: Score, but: Scores = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});
export const without = ({ ...scores }: Scores, criterion: Criterion): Scores => {
  delete scores[criterion];
  return scores;
};
export const form = (scores: Scores = all(4), ready = true) => ({
  on: "2026-03-01",
  assessorId: "master",
  scores,
  ready,
});
export const teaching = (scores: Scores = all(4)) => ({
  practice: "micro-teaching" as const,
  on: "2026-08-03",
  localised: true,
  feedback: true,
  scores,
});
export const led = (count: number, sections: number, minutes: number) =>
  Array.from({ length: count }, (_, index) => ({
    moduleId: `m${index}`,
    sectionId: `s${index % sections}`,
    minutes: minutes / count,
  }));

/** Somebody who has done all a trainer must. */
export const DONE: Record<string, Partial<StageFacts>> = {
  admitted: { enrolledOn: "2026-01-10" },
  "phase-1": {
    halfDays: { missed: 2, madeUp: 0 },
    practices: [
      { practice: "presentation", on: "2026-02-20", localised: false, feedback: false, scores: {} },
    ],
    debriefs: { attended: 8, held: 10 },
    form: form(),
  },
  "phase-1-exam": {
    endedOn: "2026-02-28",
    sittings: [{ on: "2026-03-25", releasedOn: "2026-03-29", score: 7000 }],
    form: form(all(3)),
  },
  "phase-2-eligible": { enrolledOn: "2026-01-10", ledByMasterTrainer: true },
  "phase-2": { halfDays: { missed: 1, madeUp: 1 }, practices: [teaching(all(1)), teaching()] },
  provisional: { enrolledOn: "2026-01-10" },
  "phase-3": {
    led: led(3, 2, 360),
    observedMinutes: 180,
    scores: all(3),
    feedback: { responses: 8, marks: 8 * 350, present: 20 },
    report: "accepted",
  },
};
export const facts = (
  change: Record<string, Partial<StageFacts>> = {},
  more: Partial<CandidateFacts> = {},
): CandidateFacts => ({
  selection: { total: 6000, parts: { microfinanceYears: 3, managementYears: 2, trainingYears: 1 } },
  documents: ["cv", "commitment", "conflicts"],
  stages: Object.fromEntries(
    Object.entries(DONE).map(([stage, done]) => [stage, { ...NOTHING_YET, ...done, ...change[stage] }]),
  ),
  ...more,
});

let count = 0;
export const act = (kind: ActKind, as: Actor, on: CalendarDay, more: object = {}): Act =>
  ({
    id: `act-${(count += 1)}`,
    kind,
    on,
    by: { personId: as === "candidate" ? "candidate" : as, as },
    bars: [],
    reason: "a reason",
    ...(kind === "decline" && { code: "experience" }),
    ...more,
  }) as Act;

export const at = (
  stage: string,
  on: CalendarDay = "2026-04-01",
  scheme: Scheme = TRAINER_SCHEME,
): Candidacy => ({
  ...open(scheme, "candidate", on, stage),
  recommended: [{ stage, stay: 0, by: "master-trainer", on }],
});
export const file = (
  candidacy: Candidacy,
  given: CandidateFacts = facts(),
  scheme: Scheme = TRAINER_SCHEME,
): File => ({
  scheme,
  candidacy,
  facts: given,
});
export const why = (answer: Decided) =>
  answer.ok ? "taken" : [answer.reason.key, ...answer.reason.unmet.map(({ says }) => says)].join(" ");
