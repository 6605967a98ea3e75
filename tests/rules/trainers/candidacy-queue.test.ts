import { expect, test } from "vitest";
import { open, type Candidacy } from "#app/features/trainers/candidacies/candidacy.ts";
import { atEmployers, observedIn, waitsFor } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import {
  FACILITATOR_ATTESTED,
  FACILITATOR_SCHEME,
  LANGUAGE_SCHEME,
  NATIONAL_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { NOTHING_YET, type StageFacts } from "#app/features/trainers/schemes/requirements.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { all, at, facts, file, form, teaching } from "#tests/support/candidate.ts";

/* Whose turn it is: each candidacy stands in one of the officer's queues, by what its file still lacks. */

const today = "2026-04-20";
const failed = { on: "2026-03-25", releasedOn: "2026-03-29", score: 6000 };
const exam = (own: Partial<StageFacts>) => ({ "phase-1-exam": own });
const weak = { "phase-2": { practices: [teaching(), teaching(all(2))] } };

test.each<[string, Candidacy, Record<string, Partial<StageFacts>>, string]>([
  ["everything is there, and nobody recommends here", at("applied"), {}, "decision"],
  [
    "everything is there, and nobody has recommended yet",
    { ...at("phase-2"), recommended: [] },
    {},
    "recommendation",
  ],
  ["recommended", at("phase-2"), {}, "decision"],
  [
    "advised against",
    {
      ...at("phase-2"),
      recommended: [],
      advisedAgainst: [{ stage: "phase-2", stay: 0, by: "master-trainer", on: "2026-04-01" }],
    },
    {},
    "decision",
  ],
  [
    "recommended in the round before",
    {
      ...at("phase-2", "2026-04-10"),
      entered: ["phase-2", "phase-2"].map((stage) => ({ stage, on: "2026-04-10" })),
      recommended: [{ stage: "phase-2", stay: 0, by: "master-trainer", on: "2026-04-10" }],
    },
    {},
    "recommendation",
  ],
  [
    "recommended for another stage",
    { ...at("phase-2"), recommended: [{ stage: "phase-1", stay: 0, by: "master-trainer", on: "2026-04-01" }] },
    {},
    "recommendation",
  ],
  ["something is still to be done", at("phase-1"), { "phase-1": { practices: [] } }, "file"],
  [
    "a result is waited for",
    at("phase-1-exam"),
    exam({ sittings: [{ ...failed, releasedOn: null }] }),
    "file",
  ],
  ["the exam may be sat again", at("phase-1-exam"), exam({ sittings: [failed] }), "file"],
  [
    "not ready, which nobody can mend",
    at("phase-1-exam"),
    exam({ form: form(all(5), false), sittings: [] }),
    "decision",
  ],
  ["too weak: once more, or not at all", at("phase-2"), weak, "decision"],
  ["too many half-days missed: an officer may waive it", at("phase-1"), { "phase-1": { halfDays: { missed: 3, madeUp: 0 } } }, "decision"],
  [
    "marked again first, whatever else is missing",
    at("phase-1-exam"),
    exam({ form: null, sittings: [{ ...failed, remarking: "asked" }] }),
    "decision",
  ],
  [
    "marked again already",
    at("phase-1-exam"),
    exam({ sittings: [{ ...failed, remarking: "done" }] }),
    "file",
  ],
  ["a seat is to be found", at("admitted"), { admitted: { enrolledOn: null } }, "move"],
  ["a seat was found", at("admitted"), {}, "move"],
  ["a seat was found, and who trains there is none who may", at("phase-2-eligible"), { "phase-2-eligible": { ledByMasterTrainer: false } }, "move"],
  ["the clock stands", { ...at("provisional"), stopped: [{ from: "2026-04-02", until: null }] }, {}, "clock"],
  ["the clock runs again", { ...at("provisional"), stopped: [{ from: "2026-04-02", until: "2026-04-03" }] }, {}, "move"],
  ["it has ended", { ...at("phase-2"), state: "withdrawn", endedOn: "2026-04-02" }, {}, "nothing"],
  ["it has ended while the clock stood", { ...at("provisional"), state: "not-certified", stopped: [{ from: "2026-04-02", until: null }] }, {}, "nothing"],
  ["certified", { ...at("decision"), state: "certified", endedOn: "2026-04-02" }, {}, "nothing"],
])("%s", (_, candidacy, change, answer) =>
  expect(waitsFor(file(candidacy, facts(change)), today)).toBe(answer),
); // prettier-ignore

test("somebody is observed where all twelve criteria are asked for, under whichever scheme", () => {
  const back = ["return-observed", "return-practicum"];
  expect(observedIn([TRAINER_SCHEME, LANGUAGE_SCHEME])).toEqual(["phase-3", "language-observed", ...back]);
  expect(observedIn([TRAINER_SCHEME, TRAINER_SCHEME])).toEqual(["phase-3", ...back]);
  expect(observedIn([FACILITATOR_SCHEME])).toEqual([]);
  expect(observedIn([NATIONAL_SCHEME])).toEqual(["return-observed"]);
});

test("after a session that was not good enough whoever attests sees another; without one somebody would decide", () => {
  const turn = (scheme: Scheme, checklist: object | null, recommended: object[] = []) =>
    waitsFor(
      {
        scheme,
        candidacy: { ...open(scheme, "c", "2026-04-01", "trained"), recommended } as Candidacy,
        facts: {
          selection: null,
          documents: [],
          stages: { trained: { ...NOTHING_YET, checklist } as StageFacts },
        },
      },
      "2026-04-02",
    );
  const seen = { done: 8, steps: 10, criticalMissed: 0 };
  const attested = [{ stage: "trained", stay: 0, by: "m", on: "2026-04-02" }];
  expect(turn(FACILITATOR_ATTESTED, null)).toBe("file");
  expect(turn(FACILITATOR_ATTESTED, { ...seen, criticalMissed: 1 })).toBe("file");
  expect(turn(FACILITATOR_SCHEME, { ...seen, criticalMissed: 1 })).toBe("decision");
  expect(turn(FACILITATOR_ATTESTED, seen)).toBe("recommendation");
  expect(turn(FACILITATOR_ATTESTED, seen, attested)).toBe("decision");
  const both = [FACILITATOR_SCHEME, FACILITATOR_ATTESTED];
  const trained = { schemeId: "fe-facilitator", schemeVersion: "1.1", state: "trained" };
  expect([atEmployers(both, "attest"), atEmployers(both, "record")]).toEqual([[trained], [trained]]);
  const attestedOnly = both.map((scheme) => ({
    ...scheme,
    stages: scheme.stages.map((stage) => ({ ...stage, decidedBy: "officer" as const })),
  }));
  expect([atEmployers(attestedOnly, "attest"), atEmployers(attestedOnly, "record")]).toEqual([[trained], []]);
  // Only a session is seen again without asking: what else failed is decided on.
  const asks = [{ kind: "criteria-floor", floor: 3 } as const];
  const scored = FACILITATOR_ATTESTED.stages.map((stage) => ({ ...stage, asks }));
  expect(turn({ ...FACILITATOR_ATTESTED, stages: scored }, seen)).toBe("decision");
});
