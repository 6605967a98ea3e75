import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decide,
  isOpen,
  leaveBy,
  missingNow,
  open,
  replay,
  setAsideHere,
  type Act,
  type ActKind,
  type Candidacy,
  type File,
} from "#app/features/trainers/candidacies/candidacy.ts";
import { APPEAL_OUTCOMES } from "#app/features/trainers/certifications/certification-status.ts";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  NOTHING_YET,
  type CandidateFacts,
  type StageFacts,
} from "#app/features/trainers/schemes/requirements.ts";
import {
  FACILITATOR_ATTESTED,
  FACILITATOR_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import type { Actor } from "#app/features/trainers/schemes/scheme.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { act, all, at, facts, file, form, led, teaching, why, without } from "#tests/support/candidate.ts";
import { enough, runs } from "#tests/support/runs.ts";

const advance = (stage: string, given: CandidateFacts = facts(), more: object = {}) => {
  const { decidedBy } = TRAINER_SCHEME.stages.find(({ id }) => id === stage)!;
  return decide(file(at(stage), given), act("advance", decidedBy, "2026-04-02", more));
};

describe("a candidate who has done everything", () => {
  test("goes from application to certified, one stage after another", () => {
    let candidacy = open(TRAINER_SCHEME, "candidate", "2026-01-01");
    let day: CalendarDay = "2026-04-01";
    const acts: Act[] = [];
    const states = [candidacy.state];
    for (const stage of TRAINER_SCHEME.stages) {
      for (const next of [
        ...(stage.recommendedBy ? [act("recommend", stage.recommendedBy, day)] : []),
        act("advance", stage.decidedBy, (day = addDays(day, 1))),
      ]) {
        const answer = decide(file(candidacy), next);
        expect(why(answer)).toBe("taken");
        if (answer.ok) candidacy = answer.value;
        acts.push(next);
      }
      states.push(candidacy.state);
    }
    expect(states).toEqual([...TRAINER_SCHEME.stages.map(({ id }) => id), "certified"]);
    expect(replay(TRAINER_SCHEME, open(TRAINER_SCHEME, "candidate", "2026-01-01"), acts)).toEqual(candidacy);
  });
});

describe("each gate of domain §6.2 says what is missing", () => {
  test.each<[string, string, Record<string, Partial<StageFacts>>, string]>([
    ["T4", "admitted", { admitted: { enrolledOn: null } }, "missing enrolled"],
    ["T4, enrolled later", "admitted", { admitted: { enrolledOn: "2026-04-03" } }, "missing enrolled"],
    ["T5", "phase-1", { "phase-1": { halfDays: { missed: 3, madeUp: 3 } } }, "missing attendance.missed"],
    ["T5", "phase-1", { "phase-1": { practices: [] } }, "missing practice.presentation"],
    ["T5", "phase-1", { "phase-1": { debriefs: { attended: 7, held: 9 } } }, "missing debriefs"],
    ["T5", "phase-1", { "phase-1": { form: null } }, "missing form.none"],
    [
      "T6",
      "phase-1-exam",
      { "phase-1-exam": { sittings: [{ on: "2026-03-25", releasedOn: "2026-03-29", score: 6999 }] } },
      "missing exam.resit",
    ],
    [
      "T6, a third",
      "phase-1-exam",
      {
        "phase-1-exam": {
          sittings: [
            { on: "2026-03-01", releasedOn: "2026-03-02", score: 6000 },
            { on: "2026-03-16", releasedOn: "2026-03-18", score: 6000 },
          ],
        },
      },
      "missing exam.used-up",
    ],
    [
      "T6, a third, while the second may be marked again",
      "phase-1-exam",
      {
        "phase-1-exam": {
          sittings: [
            { on: "2026-03-01", releasedOn: "2026-03-02", score: 6000 },
            { on: "2026-03-16", releasedOn: "2026-03-19", score: 6000 },
          ],
        },
      },
      "missing exam.mark-again",
    ],
    [
      "T6",
      "phase-1-exam",
      { "phase-1-exam": { sittings: [{ on: "2026-03-25", releasedOn: null, score: 9000 }] } },
      "missing exam.result-waiting",
    ],
    ["T6", "phase-1-exam", { "phase-1-exam": { form: form(all(3, { C7: 2 })) } }, "missing form.mean"],
    ["T6", "phase-1-exam", { "phase-1-exam": { form: form(all(5, { C7: 1 })) } }, "missing form.below"],
    ["T6", "phase-1-exam", { "phase-1-exam": { form: form(all(5), false) } }, "missing form.notReady"],
    [
      "T8",
      "phase-2-eligible",
      { "phase-2-eligible": { ledByMasterTrainer: false } },
      "missing ledByMasterTrainer",
    ],
    ["T9", "phase-2", { "phase-2": { halfDays: { missed: 1, madeUp: 0 } } }, "missing attendance.makeUp"],
    ["T9", "phase-2", { "phase-2": { halfDays: { missed: 2, madeUp: 2 } } }, "missing attendance.missed"],
    [
      "T9, not localised",
      "phase-2",
      { "phase-2": { practices: [{ ...teaching(), localised: false }, teaching()] } },
      "missing practice.micro-teaching",
    ],
    [
      "T9, the last counts",
      "phase-2",
      { "phase-2": { practices: [teaching(), teaching(all(5, { C3: 2 }))] } },
      "missing lastMicroTeaching.below",
    ],
    [
      "T9, C12 is not asked",
      "phase-2",
      { "phase-2": { practices: [teaching(), teaching(all(5, { C12: 1 }))] } },
      "taken",
    ],
    [
      "T12, six modules of one section",
      "phase-3",
      { "phase-3": { led: led(6, 1, 720) } },
      "missing delivery.sections",
    ],
    ["T12", "phase-3", { "phase-3": { led: led(2, 2, 360) } }, "missing delivery.modules"],
    ["T12", "phase-3", { "phase-3": { led: led(3, 2, 357) } }, "missing delivery.minutes"],
    ["T12", "phase-3", { "phase-3": { observedMinutes: 179 } }, "missing delivery.observed"],
    ["T12", "phase-3", { "phase-3": { scores: without(all(3), "C9") } }, "missing criteria.unscored"],
    [
      "T12, assessor of the same employer",
      "phase-3",
      { "phase-3": { bars: ["same-employer"] } },
      "missing impartial",
    ],
    [
      "T12",
      "phase-3",
      { "phase-3": { feedback: { responses: 7, marks: 7 * 500, present: 20 } } },
      "missing feedback.few",
    ],
    [
      "T12, a small room",
      "phase-3",
      { "phase-3": { feedback: { responses: 6, marks: 6 * 350, present: 10 } } },
      "taken",
    ],
    [
      "T13, eleven are 5 and one is 2",
      "decision",
      { "phase-3": { scores: all(5, { C10: 2 }) } },
      "missing criteria.below",
    ],
    [
      "T13",
      "decision",
      { "phase-3": { feedback: { responses: 8, marks: 8 * 350 - 1, present: 20 } } },
      "missing feedback.mean",
    ],
    ["T13", "decision", { "phase-3": { report: "missing" } }, "missing report.missing"],
    ["T13", "decision", { "phase-3": { report: "filed" } }, "missing report.filed"],
  ])("%s, %s: %#", (_, stage, change, answer) => expect(why(advance(stage, facts(change)))).toBe(answer));

  test("T2: the total and each minimum", () => {
    const select = (total: number, managementYears: number) =>
      why(
        advance(
          "applied",
          facts(
            {},
            { selection: { total, parts: { microfinanceYears: 3, managementYears, trainingYears: 1 } } },
          ),
        ),
      );
    expect(select(5999, 2)).toBe("missing selection.total");
    expect(select(9000, 1)).toBe("missing selection.minimum");
    expect(why(advance("applied", facts({}, { documents: ["cv", "conflicts"] })))).toBe("missing document");
  });
});

describe("who may", () => {
  test("nobody acts on their own record, and the candidate only withdraws", () => {
    const own = { by: { personId: "candidate", as: "officer" as const } };
    expect(why(advance("decision", facts(), own))).toBe("ownRecord");
    expect(why(decide(file(at("phase-2")), act("withdraw", "candidate", "2026-04-02")))).toBe("taken");
    expect(why(decide(file(at("phase-2")), act("waive", "candidate", "2026-04-02")))).toBe("ownRecord");
  });

  test("who assessed does not decide", () => {
    expect(why(advance("decision", facts(), { bars: ["assessed"] }))).toBe("barred");
  });

  test("a recommendation stands first, and is another's than the decision", () => {
    const bare = { ...at("phase-2"), recommended: [] };
    expect(why(decide(file(bare), act("advance", "officer", "2026-04-02")))).toBe("noRecommendationYet");
    const both = {
      ...at("phase-2"),
      recommended: [{ stage: "phase-2", stay: 0, by: "officer", on: "2026-04-01" }],
    };
    expect(why(decide(file(both), act("advance", "officer", "2026-04-02")))).toBe("recommendedByDecider");
    expect(why(decide(file(at("phase-3")), act("recommend", "officer", "2026-04-02")))).toBe(
      "noRecommendation",
    );
  });

  test("each act belongs to somebody", () => {
    const by = (kind: ActKind, stage: string, as: Actor) =>
      why(decide(file(at(stage)), act(kind, as, "2026-04-02")));
    expect(by("advance", "decision", "master-trainer")).toBe("notYours");
    expect(by("advance", "phase-3", "officer")).toBe("notYours");
    expect(by("decline", "applied", "master-trainer")).toBe("notYours");
    expect(by("fail", "decision", "master-trainer")).toBe("notYours");
    expect(by("stop-clock", "provisional", "cohort-administrator")).toBe("notYours");
  });
});

describe("failing, repeating, waiting", () => {
  const decision = (scores: Scores, candidacy = at("decision")) =>
    file(candidacy, facts({ "phase-3": { scores } }));
  const officer = (kind: ActKind, given: File, on = "2026-04-02", more: object = {}) =>
    decide(given, act(kind, "officer", on, more));

  test("T14: one to three criteria below go back to the practicum, once", () => {
    const again = officer("repeat", decision(all(4, { C1: 2, C2: 2, C3: 1 })));
    expect(again).toMatchObject({ ok: true, value: { state: "phase-3" } });
    const second = {
      ...at("decision"),
      entered: ["phase-3", "decision", "phase-3", "decision"].map((stage) => ({ stage, on: "2026-04-01" })),
    };
    expect(why(officer("repeat", decision(all(4, { C1: 2 }), second)))).toBe("repeatsUsed");
    expect(why(officer("fail", decision(all(4, { C1: 2 }), second)))).toBe("taken");
  });

  test("T15: more than three are not repeated; one is not failed before the repeat", () => {
    const weak = all(4, { C1: 2, C2: 2, C3: 1, C4: 2 });
    expect(why(officer("repeat", decision(weak)))).toBe("tooManyWeak criteria.below");
    expect(why(officer("fail", decision(weak)))).toBe("taken");
    expect(why(officer("fail", decision(all(4, { C1: 2 }))))).toBe("repeatFirst criteria.below");
    expect(why(officer("repeat", decision(all(4))))).toBe("nothingMissing");
  });

  test("T14: the one repeat is not spent on what the candidate can still do, or wait for", () => {
    const again = (own: Partial<StageFacts>) =>
      why(officer("repeat", file(at("decision"), facts({ "phase-3": own }))));
    expect(again({ report: "filed" })).toBe("canStillMend report.filed");
    expect(again({ report: "missing", feedback: null })).toBe("canStillMend feedback.few report.missing");
    expect(again({ feedback: { responses: 8, marks: 8 * 349, present: 20 } })).toBe("taken");
    expect(again({ bars: ["same-employer"] })).toBe("taken");
    expect(again({ report: "filed", scores: all(4, { C1: 2 }) })).toBe("taken");
  });

  test("T10: phase II is repeated once", () => {
    const weak = file(at("phase-2"), facts({ "phase-2": { practices: [teaching(), teaching(all(2))] } }));
    expect(officer("repeat", weak)).toMatchObject({ ok: true, value: { state: "phase-2-eligible" } });
    const twice = {
      ...at("phase-2"),
      entered: ["phase-2-eligible", "phase-2", "phase-2-eligible", "phase-2"].map((stage) => ({
        stage,
        on: "2026-04-01",
      })),
    };
    expect(why(officer("repeat", { ...weak, candidacy: twice }))).toBe("repeatsUsed");
  });

  test("nobody is failed for what can still be mended", () => {
    const unsat = facts({ "phase-1-exam": { sittings: [] } });
    expect(why(officer("fail", file(at("phase-1-exam"), unsat)))).toBe("canStillMend exam.first");
    expect(why(officer("fail", file(at("phase-1-exam"), unsat), "2026-04-15"))).toBe("taken");
  });

  test("T17: after the deadline, and 30 days after notice", () => {
    const waiting = file(at("provisional", "2026-04-01"));
    expect(leaveBy(TRAINER_SCHEME, waiting.candidacy)).toBe("2027-04-01");
    expect(why(officer("give-notice", waiting, "2027-04-01"))).toBe("notOverdue");
    expect(why(officer("fail", waiting, "2027-04-02"))).toBe("noNotice");
    const noticed = officer("give-notice", waiting, "2027-04-02");
    const told = { ...waiting, candidacy: noticed.ok ? noticed.value : waiting.candidacy };
    expect(why(officer("fail", told, "2027-05-01"))).toBe("noticeRuns");
    expect(why(officer("fail", told, "2027-05-02"))).toBe("taken");
  });

  test("an extension once, and the clock stands while no seat was offered", () => {
    const extended = officer("extend", file(at("provisional")));
    const candidacy = extended.ok ? extended.value : at("provisional");
    expect(leaveBy(TRAINER_SCHEME, candidacy)).toBe("2027-10-01");
    expect(why(officer("extend", file(candidacy)))).toBe("extensionUsed");
    expect(why(officer("extend", file(at("phase-2-eligible"))))).toBe("noExtension");
    const stood: Candidacy = { ...candidacy, stopped: [{ from: "2026-05-01", until: "2026-05-31" }] };
    expect(leaveBy(TRAINER_SCHEME, stood)).toBe("2027-10-31");
    expect(
      leaveBy(TRAINER_SCHEME, { ...candidacy, stopped: [{ from: "2026-05-01", until: null }] }),
    ).toBeNull();
  });

  test("a waiver passes one thing, and never what was judged", () => {
    const missed = file(at("phase-1"), facts({ "phase-1": { halfDays: { missed: 3, madeUp: 0 } } }));
    const waived = officer("waive", missed, "2026-04-02", { requirement: "attendance" });
    expect(
      missingNow({ ...missed, candidacy: waived.ok ? waived.value : missed.candidacy }, "2026-04-02"),
    ).toEqual([]);
    expect(why(officer("waive", missed, "2026-04-02", { requirement: "debriefs" }))).toBe("nothingMissing");
    const weak = decision(all(4, { C1: 2 }));
    expect(why(officer("waive", weak, "2026-04-02", { requirement: "criteria-floor" }))).toBe(
      "notWaivable criteria.below",
    );
  });

  test("an excuse opens the exam again, and does not pass it", () => {
    const late = { endedOn: "2026-01-01", sittings: [] };
    expect(why(advance("phase-1-exam", facts({ "phase-1-exam": late })))).toBe("missing exam.too-late");
    const excused = { ...late, excusedUntil: "2026-05-01" };
    expect(why(advance("phase-1-exam", facts({ "phase-1-exam": excused })))).toBe("missing exam.first");
  });
});

test("an attestation: trained, observed, attested; one critical step missed is not", () => {
  const trained = (checklist: StageFacts["checklist"]): File =>
    file(
      at("trained", "2026-04-01", FACILITATOR_SCHEME),
      { ...facts(), stages: { trained: { ...NOTHING_YET, checklist } } },
      FACILITATOR_SCHEME,
    );
  const attest = (checklist: StageFacts["checklist"]) =>
    why(decide(trained(checklist), act("advance", "officer", "2026-04-02")));
  expect(attest({ done: 8, steps: 10, criticalMissed: 0 })).toBe("taken");
  expect(attest({ done: 7, steps: 10, criticalMissed: 0 })).toBe("missing checklist.share");
  expect(attest({ done: 9, steps: 10, criticalMissed: 1 })).toBe("missing checklist.critical");
  expect(attest(null)).toBe("missing checklist.none");
});

test("an area manager attests what was seen, and the training department records it (domain §6.6)", () => {
  const seen = { done: 8, steps: 10, criticalMissed: 0 };
  const trained = (checklist: StageFacts["checklist"], recommended: Candidacy["recommended"] = []): File => ({
    ...file(
      { ...at("trained", "2026-04-01", FACILITATOR_ATTESTED), recommended },
      { ...facts(), stages: { trained: { ...NOTHING_YET, checklist } } },
      FACILITATOR_ATTESTED,
    ),
  });
  const by = (as: Actor, kind: "recommend" | "advance", of: File, more: Partial<Act> = {}) =>
    why(decide(of, { ...act(kind, as, "2026-04-02"), ...more } as Act));
  expect(by("attester", "recommend", trained(null))).toBe("missing checklist.none");
  expect(by("attester", "recommend", trained({ ...seen, criticalMissed: 1 }))).toBe(
    "missing checklist.critical",
  );
  expect(by("attester", "recommend", trained(seen))).toBe("taken");
  expect(by("attester", "recommend", trained(seen), { bars: ["not-attested"] })).toBe("barred");
  expect(by("officer", "recommend", trained(seen))).toBe("notYours");
  expect(by("training-department", "advance", trained(seen))).toBe("notAttestedYet");
  const attested = [{ stage: "trained", stay: 0, by: "manager", on: "2026-04-02" }];
  expect(by("training-department", "advance", trained(seen, attested))).toBe("taken");
  expect(by("officer", "advance", trained(seen, attested))).toBe("notYours");
  const own = [{ ...attested[0]!, by: act("advance", "training-department", "").by.personId }];
  expect(by("training-department", "advance", trained(seen, own))).toBe("recommendedByDecider");
});

describe("over random histories", () => {
  const kinds: ActKind[] = [
    "advance",
    "advance",
    "advance",
    "recommend",
    "recommend",
    "repeat",
    "fail",
    "decline",
    "withdraw",
    "waive",
    "extend",
    "stop-clock",
    "start-clock",
    "give-notice",
    "appeal",
    "decide-appeal",
  ];
  /** Those that lead there after an appeal. */
  const appealing: ActKind[] = ["withdraw", "appeal", "decide-appeal", "decide-appeal", "advance"];
  const actors: Actor[] = ["candidate", "officer", "cohort-administrator", "master-trainer", "system"];
  const score = fc.constantFrom<Score>(1, 2, 3, 3, 4, 5);
  const stepOf = (of: ActKind[], by: Actor[], longest: number) =>
    fc.record({
      kind: fc.constantFrom(...of),
      as: fc.constantFrom(...by),
      who: fc.constantFrom("candidate", "a", "b", "c"),
      barred: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      gap: fc.integer({ min: 0, max: longest }),
      again: fc.boolean(),
      requirement: fc.constantFrom("attendance", "exam", "criteria-floor", "impartial", "report"),
      outcome: fc.constantFrom(...APPEAL_OUTCOMES, "overturned", "redo"),
      alone: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    });
  /** Whose an act of an appeal is; anybody tries the others. */
  const doer = (kind: ActKind, as: Actor, who: string): Act["by"] =>
    kind === "appeal"
      ? { personId: "candidate", as: "candidate" }
      : { personId: who, as: kind === "decide-appeal" ? "officer" : as };
  const changes = fc.record({
    scores: fc
      .array(score, { minLength: 12, maxLength: 12 })
      .map((scores): Scores =>
        Object.fromEntries(CRITERIA.map((criterion, index) => [criterion, scores[index]])),
      ),
    good: fc.boolean(),
    conflict: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  });
  const starts = TRAINER_SCHEME.stages.map(({ id }) => id);

  test.each([
    ["from anywhere", starts, stepOf(kinds, actors, 40), 20, 0],
    ["by way of an appeal", ["decision"], stepOf(appealing, ["officer"], 9), 20, 20],
  ] as const)(
    "%s, no path to certified with a criterion below the floor or a conflict; replay gives the state; twice is once",
    (_, from, step, least, leastAfter) => {
      let certified = 0;
      let afterAppeal = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(...from),
          changes,
          fc.array(step, { minLength: 3, maxLength: 14 }),
          (start, { scores, good, conflict }, steps) => {
            const given = facts({
              "phase-3": { scores: good ? all(4) : scores, bars: conflict ? ["same-employer"] : [] },
            });
            const opened = open(TRAINER_SCHEME, "candidate", "2026-04-01", start);
            let candidacy = opened;
            let day: CalendarDay = "2026-04-01";
            const taken: Act[] = [];
            for (const [index, tried] of steps.entries()) {
              const { kind, as, who, barred, gap, again, requirement, outcome, alone } = tried;
              day = addDays(day, gap);
              const next = {
                id: `s${index}`,
                kind,
                on: day,
                by: doer(kind, as, who),
                bars: barred ? ["assessed"] : [],
                reason: "r",
                requirement,
                outcome,
                ...(kind === "decide-appeal" && !alone && { panel: kind }),
              } as Act;
              const answer = decide(file(candidacy, given), next);
              if (!answer.ok) continue;
              expect(barred).toBe(false);
              const { personId } = next.by;
              expect(personId !== "candidate" || ["withdraw", "appeal"].includes(kind)).toBe(true);
              // Nobody goes on where a panel has set their decision aside, nor decides an appeal against their own, nor alone.
              expect(setAsideHere(candidacy).some(({ by }) => by === personId && kind !== "appeal")).toBe(
                false,
              );
              if (kind === "decide-appeal") {
                expect([alone, candidacy.ruling?.by === personId]).toEqual([false, false]);
                expect(answer.value.state).not.toBe("certified");
              }
              candidacy = answer.value;
              taken.push(next);
              if (again) {
                const twice = decide(file(candidacy, given), next);
                expect(twice.ok && twice.value).toEqual(candidacy);
              }
            }
            expect(replay(TRAINER_SCHEME, opened, taken)).toEqual(candidacy);
            if (candidacy.state === "certified") {
              certified += 1;
              const held = given.stages["phase-3"]!;
              expect(CRITERIA.every((criterion) => (held.scores[criterion] ?? 0) >= 3)).toBe(true);
              expect(held.bars).toEqual([]);
              if (candidacy.overruled.length > 0) afterAppeal += 1;
            }
            expect(candidacy.endedOn === null).toBe(isOpen(candidacy));
          },
        ),
        { numRuns: runs(10_000), seed: 20261129 },
      );
      // The property was met by some, and not by nobody.
      expect(certified).toBeGreaterThanOrEqual(enough(least));
      expect(afterAppeal).toBeGreaterThanOrEqual(enough(leastAfter));
    },
    60_000,
  );
});
