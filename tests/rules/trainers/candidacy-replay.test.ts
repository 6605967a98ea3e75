import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, evolve, open, type Candidacy } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  actOf,
  isActKind,
  readHistory,
  type ActEntry,
  type Entry,
  type History,
} from "#app/features/trainers/candidacies/candidacy-history.ts";
import { RECORDS, type CandidacyRecord } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { NOTHING_YET } from "#app/features/trainers/schemes/requirements.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import type { Actor } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { all, form, teaching } from "#tests/support/candidate.ts";
import { enough, runs } from "#tests/support/runs.ts";

/* Replaying events gives the stored state: over random stories of acts, records, strikes, markings and moves. */

const START = "2026-01-05";
const CANDIDATE = "candidate";

type Said = { [Kind in keyof typeof RECORDS]: (on: string, past: readonly Entry[]) => CandidacyRecord };
const earlier = (past: readonly Entry[], kind: string) => past.filter((entry) => entry.kind === kind).at(-1);
const SAID: Partial<Said> = {
  selection: () => ({
    kind: "selection",
    body: { total: 7000, microfinanceYears: 5, managementYears: 4, trainingYears: 2 },
  }),
  document: () => ({ kind: "document", body: { document: "cv", fileId: null, words: "Nine years" } }),
  enrolled: (on) => ({
    kind: "enrolled",
    body: { cohortId: "spring", cohort: "Spring", on, ledByMasterTrainer: true },
  }),
  attendance: (on) => ({ kind: "attendance", body: { missed: 1, madeUp: 1, endedOn: on } }),
  debriefs: () => ({ kind: "debriefs", body: { attended: 9, held: 10 } }),
  practice: (on) => ({ kind: "practice", body: { ...teaching(), on } }),
  form: (on) => ({ kind: "form", body: { on, ready: true, scores: form().scores } }),
  sitting: (on) => ({ kind: "sitting", body: { on, score: 6900, releasedOn: on } }),
  remarking: () => ({ kind: "remarking", body: {} }),
  remarked: () => ({ kind: "remarked", body: { score: 7400 } }),
  observation: (on) => ({
    kind: "observation",
    body: { on, minutes: 90, scores: all(4, { C5: 2 }), notes: "", also: ["second"] },
  }),
  feedback: () => ({ kind: "feedback", body: { responses: 9, marks: 3600, present: 10 } }),
  tie: () => ({ kind: "tie", body: { personId: "cousin", tie: "relative" } }),
  moved: () => ({ kind: "moved", body: { from: "1.0", to: "1.1" } }),
  strike: (_, past) => ({ kind: "strike", body: { eventId: earlier(past, "observation")?.id ?? "none" } }),
};

const ACTS = [
  "advance",
  "recommend",
  "advise-against",
  "repeat",
  "waive",
  "extend",
  "stop-clock",
  "start-clock",
  "withdraw",
] as const;
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom(...ACTS.slice(0, 8)) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("withdraw" as const) }) },
  { weight: 9, arbitrary: fc.record({ says: fc.constantFrom(...(Object.keys(SAID) as (keyof Said)[])) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** A story as it is written down; its acts are any: whether each might be taken is asked elsewhere. */
function tell(start: string, steps: readonly Step[]): { entries: Entry[]; state: Candidacy } {
  const by = (personId: string, as: Actor) => ({ by: { personId, as }, reason: "r" });
  let entries: Entry[] = [
    { id: "opened", on: START, ...by(CANDIDATE, "candidate"), kind: "opened", body: { at: start } },
  ];
  let state = open(TRAINER_SCHEME, CANDIDATE, START, start);
  for (const [index, one] of steps.entries()) {
    const on = addDays(START, index * 5);
    const common = { id: `e${index}`, on };
    if ("says" in one) {
      const record = SAID[one.says]!(on, entries);
      entries = [...entries, { ...common, ...by("master", "master-trainer"), ...record }];
      continue;
    }
    const stage = stageOf(TRAINER_SCHEME, state.state);
    if (!stage) continue;
    const body = one.act === "waive" ? { requirement: "attendance" as const } : {};
    const entry: ActEntry = { ...common, ...by("officer", stage.decidedBy), kind: one.act, body };
    state = evolve(TRAINER_SCHEME, state, actOf(entry));
    entries = [...entries, entry];
  }
  return { entries, state };
}

/** All a history says beside where it stands; a stage nothing is known of says nothing. */
function said({ facts, observers, ties, cohorts, assessors }: History) {
  const empty = JSON.stringify(NOTHING_YET);
  const known = Object.entries(facts.stages).filter(([, stage]) => JSON.stringify(stage) !== empty);
  return { facts: { ...facts, stages: Object.fromEntries(known) }, observers, ties, cohorts, assessors };
}

const stories = fc.tuple(
  fc.constantFrom("applied", "phase-1", "phase-1-exam", "phase-2", "phase-3", "decision"),
  fc.array(step, { minLength: 1, maxLength: 25 }),
);

test("read back, a story gives the state its acts led to, and the same however it was kept", () => {
  const seen = { struck: 0, moved: 0, ended: 0 };
  fc.assert(
    fc.property(stories, ([start, steps]) => {
      const { entries, state } = tell(start, steps);
      const history = readHistory(TRAINER_SCHEME, CANDIDATE, entries);
      expect(history.candidacy).toEqual(state);
      // As the rows keep it: JSON, each record parsed again.
      const stored = entries.map((entry) => JSON.parse(JSON.stringify(entry)) as Entry);
      const read = stored.map((entry) =>
        entry.kind in RECORDS
          ? ({ ...entry, body: RECORDS[entry.kind as keyof typeof RECORDS].parse(entry.body) } as Entry)
          : entry,
      );
      expect(readHistory(TRAINER_SCHEME, CANDIDATE, read)).toEqual(history);
      // Nothing said after the end counts, and nothing that was struck out ever did.
      const without = entries.filter(({ id, kind }) => kind !== "strike" && !history.struck.has(id));
      expect(said(readHistory(TRAINER_SCHEME, CANDIDATE, without))).toEqual(said(history));
      // A move to another version of the same stages moves nobody, and is itself no fact.
      const moved = { ...TRAINER_SCHEME, version: "1.1" };
      const stays = entries.filter(({ kind }) => kind !== "moved");
      const elsewhere = readHistory(moved, CANDIDATE, stays);
      expect([said(elsewhere), elsewhere.candidacy]).toEqual([said(history), history.candidacy]);
      seen.struck += history.struck.size;
      seen.moved += entries.length - stays.length;
      seen.ended += history.candidacy.endedOn === null ? 0 : 1;
    }),
    { numRuns: runs(10_000), seed: 20261130 },
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThanOrEqual(enough(500));
}, 60_000);

test("an act that was taken is in the story once, sent however often", () => {
  fc.assert(
    fc.property(stories, ([start, steps]) => {
      const { entries } = tell(start, steps);
      const { candidacy, facts } = readHistory(TRAINER_SCHEME, CANDIDATE, entries);
      for (const entry of entries) {
        if (!isActKind(entry.kind)) continue;
        const again = decide({ scheme: TRAINER_SCHEME, candidacy, facts }, actOf(entry as ActEntry));
        expect(again.ok && again.value).toBe(candidacy);
      }
    }),
    { numRuns: runs(10_000), seed: 20261130 },
  );
});
