import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decide,
  open,
  replay,
  type Act,
  type ActKind,
} from "#app/features/trainers/candidacies/candidacy.ts";
import { RECORD_KINDS, writesAs } from "#app/features/trainers/candidacies/candidacy-records.ts";
import {
  standingOn,
  CERTIFICATION_STATUSES,
} from "#app/features/trainers/certifications/certification-status.ts";
import {
  addable,
  ask,
  ASKED_DOCUMENTS,
  askEarlier,
  askKey,
  askNoMore,
  keysFor,
  spelledOut,
} from "#app/features/trainers/schemes/asked.ts";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  FACILITATOR_SCHEME,
  FIRST_SCHEMES,
  MANAGEMENT_LICENCE,
  MASTER_SCHEME,
  NATIONAL_OBSERVED,
  NATIONAL_SCHEME,
  SECOND_VERSIONS,
  TO_VOLUME_2_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { blockedBesides, type There } from "#app/features/trainers/schemes/people-needed.ts";
import { NOTHING_YET, type StageFacts } from "#app/features/trainers/schemes/requirements.ts";
import {
  changesBetween,
  DECIDERS,
  fieldsOf,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import { readScheme, writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import type { Actor, RequirementKind, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { flawsOf, worthless } from "#app/features/trainers/schemes/sound-scheme.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { all, led, teaching } from "#tests/support/candidate.ts";
import { enough, runs } from "#tests/support/runs.ts";

/* Schemes are edited: whatever an officer makes of one, what a certification is worth stays. */

const keys = (scheme: Scheme, stage: string) => stageOf(scheme, stage)!.asks.map(askKey);
const flaws = (scheme: Scheme) => flawsOf(scheme).map(({ key, stage }) => `${key} ${stage}`);
const without = (scheme: Scheme, ...gone: [stage: string, key: string][]) =>
  gone.reduce((left, [stage, key]) => askNoMore(left, stage, key), scheme);

describe("what a stage asks is a list", () => {
  test("added at the end once, taken away, moved one place", () => {
    const more = ask(TRAINER_SCHEME, "phase-2", "document.reference");
    expect(keys(more, "phase-2")).toEqual([...keys(TRAINER_SCHEME, "phase-2"), "document.reference"]);
    expect(ask(more, "phase-2", "document.reference")).toEqual(more);
    expect(ask(more, "phase-2", "trainers-in-force")).toEqual(more); // a licence's
    expect(askNoMore(more, "phase-2", "document.reference")).toEqual(TRAINER_SCHEME);
    const moved = askEarlier(more, "phase-2", "document.reference", -1);
    expect(keys(moved, "phase-2").at(-2)).toBe("document.reference");
    expect(askEarlier(moved, "phase-2", "document.reference", 1)).toEqual(more);
    for (const [key, by] of [
      ["attendance", -1],
      ["document.reference", 1],
      ["nothing", 1],
    ] as const)
      expect(askEarlier(more, "phase-2", key, by)).toEqual(more);
  });

  test("what was added, taken away and moved is a change; a figure keeps its name wherever it stands", () => {
    const edited = askEarlier(
      ask(askNoMore(TRAINER_SCHEME, "phase-1", "debriefs"), "phase-1", "exam"),
      "phase-1",
      "practice",
      -1,
    );
    const figures = withValues(edited, { "phase-1.attendance.mayMiss": 3, "phase-1.names.en": "The course" });
    expect(
      changesBetween(TRAINER_SCHEME, figures).map((change) =>
        change.kind === "figure" ? change.field.name : change.kind,
      ),
    ).toEqual(["phase-1.attendance.mayMiss", "phase-1.names.en", "added", "removed", "order"]);
    expect(stageOf(figures, "phase-1")!.names).toEqual({ en: "The course" });
    expect(readScheme(writeScheme(figures))).toEqual(figures);
    expect(changesBetween(figures, withValues(figures, {}))).toEqual([]);
    expect(stageOf(withValues(figures, { "phase-1.names.en": "" }), "phase-1")!.names).toBeUndefined();
  });

  test.each(FIRST_SCHEMES.map((scheme) => [scheme.id, scheme] as const))(
    "%s: each kind it may ask for has figures of its own and comes back from its text",
    (_id, scheme) => {
      for (const stage of scheme.stages)
        for (const key of addable(scheme, stage)) {
          const asking = ask(scheme, stage.id, key);
          expect(readScheme(writeScheme(asking))).toEqual(asking);
          const names = fieldsOf(asking).map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
        }
    },
  );
});

/** What is read from a register, or from who observed; everything else somebody writes down. */
const READ: readonly RequirementKind[] = [
  "held",
  "impartial",
  "led-by-master-trainer",
  "last-micro-teaching",
  "criteria-floor",
];

test("what is newly asked begins with what the field asks for, of schemes of its own programme", () => {
  const added = (scheme: Scheme, key: string) =>
    stageOf(ask(scheme, scheme.stages[0]!.id, key), scheme.stages[0]!.id)!.asks.at(-1);
  expect(added(TRAINER_SCHEME, "cycles")).toMatchObject({ observed: 1, data: true, reported: true });
  expect(added(TRAINER_SCHEME, "attendance")).toMatchObject({ mayMiss: 1, madeUp: true });
  expect(added(TRAINER_SCHEME, "practice")).toMatchObject({ localised: true, feedback: true });
  expect(added(TRAINER_SCHEME, "last-micro-teaching")).toMatchObject({ of: CRITERIA.slice(2, 11) });
  const held = added(FACILITATOR_SCHEME, "held");
  expect(held).toMatchObject({ kind: "held", schemes: [FACILITATOR_SCHEME.id, NATIONAL_SCHEME.id] });
});

test("a panel may be said where an officer decides on a candidate, and nowhere else", () => {
  const spelled = (scheme: Scheme) =>
    spelledOut(scheme)
      .stages.filter(({ panel }) => panel === false)
      .map(({ id }) => id);
  const byOfficer = TRAINER_SCHEME.stages.filter(({ decidedBy }) => decidedBy === "officer");
  expect(spelled(TRAINER_SCHEME)).toEqual(byOfficer.map(({ id }) => id));
  expect(spelled(MANAGEMENT_LICENCE)).toEqual([]);
});

test("whatever may be asked of a candidate can be met: by a record of its own, by the register, or by what is beside it", () => {
  const actors: Actor[] = ["candidate", "officer", "cohort-administrator", "master-trainer"];
  const documents = ASKED_DOCUMENTS.map((one) => `document.${one}`);
  for (const key of keysFor(TRAINER_SCHEME)) {
    const stage = { ...stageOf(TRAINER_SCHEME, "phase-2")!, asks: [] };
    const asking = ask({ ...TRAINER_SCHEME, stages: [stage] }, "phase-2", key).stages[0]!;
    const [asked] = asking.asks;
    const own = RECORD_KINDS.filter(
      (kind) => writesAs(kind, asking, actors) !== null && writesAs(kind, stage, actors) === null,
    );
    const kind = asked!.kind;
    expect([key, own.length > 0 || READ.includes(kind) || documents.includes(key)]).toEqual([key, true]);
  }
});

describe("what may not be published", () => {
  test("what the platform brought may, but for the one whose observer nothing was asked of", () => {
    for (const scheme of [...FIRST_SCHEMES, ...SECOND_VERSIONS])
      expect(flaws(scheme)).toEqual(scheme === NATIONAL_SCHEME ? ["not-impartial national-cycles"] : []);
  });

  test.each<[string, Scheme, string[]]>([
    [
      "a floor below 3",
      withValues(TRAINER_SCHEME, { "decision.criteria-floor.floor": 2 }),
      ["floor-too-low decision"],
    ],
    [
      "less than half of a checklist",
      withValues(FACILITATOR_SCHEME, { "trained.checklist.share": 4999 }),
      ["floor-too-low trained"],
    ],
    ["just half of it", withValues(FACILITATOR_SCHEME, { "trained.checklist.share": 5000 }), []],
    ["few debriefs are no floor", withValues(TRAINER_SCHEME, { "phase-1.debriefs.share": 1000 }), []],
    [
      "scores in a stage whose floor is another's",
      ask(TRAINER_SCHEME, "phase-2", "criteria-scored"),
      ["no-floor phase-2"],
    ],
    [
      "a trainer held against the floor before the end only",
      ask(without(TRAINER_SCHEME, ["decision", "criteria-floor"]), "phase-3", "criteria-floor"),
      ["assessor-decides phase-3", "nobody-sees decision"],
    ],
    [
      "scores without a floor",
      without(TRAINER_SCHEME, ["decision", "criteria-floor"]),
      ["no-floor phase-3", "nobody-sees decision"],
    ],
    [
      "a delivery nobody scored",
      without(TRAINER_SCHEME, ["phase-3", "criteria-scored"]),
      ["not-observed phase-3", "not-observed decision"],
    ],
    [
      "an observer of whom nothing is asked",
      without(TRAINER_SCHEME, ["decision", "impartial"]),
      ["not-impartial decision"],
    ],
    [
      "an officer attested unseen",
      without(FACILITATOR_SCHEME, ["trained", "checklist"]),
      ["nobody-sees trained"],
    ],
    [
      "an officer whose courses were observed, and no session with clients",
      ask(without(FACILITATOR_SCHEME, ["trained", "checklist"]), "trained", "cycles"),
      ["nobody-sees trained"],
    ],
    [
      "courses nobody observed",
      withValues(NATIONAL_OBSERVED, { "national-cycles.cycles.observed": 0 }),
      ["nobody-sees national-cycles"],
    ],
    [
      "a master trainer whom nobody mentored",
      ask(without(MASTER_SCHEME, ["master-supervised", "mentored"]), "master-supervised", "document.other"),
      ["nobody-sees decision"],
    ],
    [
      "a decision by whoever assesses",
      withValues(TRAINER_SCHEME, { "decision.decidedBy": "master-trainer" }),
      ["assessor-decides decision", "officer-decides decision"],
    ],
    [
      "a stage that asks for nothing",
      without(TRAINER_SCHEME, ["admitted", "enrolled"]),
      ["asks-nothing admitted"],
    ],
    [
      "a seat nobody has",
      without(TRAINER_SCHEME, ["phase-2-eligible", "enrolled"]),
      ["no-seat phase-2-eligible"],
    ],
    [
      "an exam passed with less than the field asks",
      withValues(TRAINER_SCHEME, { "phase-1-exam.exam.pass": 6999 }),
      ["pass-too-low phase-1-exam"],
    ],
    [
      "a master trainer's with what is enough for a trainer",
      withValues(MASTER_SCHEME, { "master-exam.exam.pass": 7000 }),
      ["pass-too-low master-exam"],
    ],
    [
      "an officer's first attestation without a test",
      without(FACILITATOR_SCHEME, ["nominated", "exam"]),
      ["no-exam trained"],
    ],
    [
      "the other volume without its exam",
      ask(without(TO_VOLUME_2_SCHEME, ["volume-exam", "exam"]), "volume-exam", "document.other"),
      ["no-exam decision"],
    ],
    [
      "whoever found somebody weak decides on it",
      withValues(TRAINER_SCHEME, { "phase-2.decidedBy": "master-trainer", "phase-2.recommendedBy": null }),
      ["assessor-decides phase-2"],
    ],
    [
      "one's own advice",
      withValues(TRAINER_SCHEME, { "provisional.recommendedBy": "cohort-administrator" }),
      ["recommender-decides provisional"],
    ],
    ["an exam before its course", ask(TRAINER_SCHEME, "admitted", "exam"), ["no-course admitted"]],
    ["a practice at the decision", ask(TRAINER_SCHEME, "decision", "practice"), ["not-at-decision decision"]],
    [
      "the last micro-teaching of a stage without one",
      without(TRAINER_SCHEME, ["phase-2", "practice"]),
      ["no-practice phase-2"],
    ],
    [
      "a licence without trainers",
      withValues(MANAGEMENT_LICENCE, { "licence.trainers-in-force.count": 0 }),
      ["no-trainers licence"],
    ],
    [
      "a licence decided by whoever assesses",
      {
        ...MANAGEMENT_LICENCE,
        stages: MANAGEMENT_LICENCE.stages.map((stage) => ({ ...stage, decidedBy: "master-trainer" })),
      },
      ["officer-decides licence"],
    ],
    [
      "a renewal unseen, below the floor, or by a test nobody fails",
      withValues(TRAINER_SCHEME, { "renewal.asks.refresherPass": 0, "renewal.asks.floor": 0 }),
      ["renewal-floor renewal", "renewal-pass renewal"],
    ],
    [
      "a renewal for which nobody saw the holder",
      withValues(TRAINER_SCHEME, { "renewal.parts": ["R1", "R6"] }),
      ["renewal-unseen renewal"],
    ],
  ])("%s", (_, scheme, found) => expect(flaws(scheme)).toEqual(found));

  test("what asks for people there are not, and nothing else", () => {
    const there: There[] = ["officer", "master-trainer", "cohort-administrator"].map((part) => ({
      personId: part,
      parts: [part as "officer"],
    }));
    const two = withValues(TRAINER_SCHEME, { "phase-3.criteria-scored.assessors": 2 });
    expect(blockedBesides(TRAINER_SCHEME, two, there)).toEqual(["assess2"]);
    expect(blockedBesides(TRAINER_SCHEME, ask(TRAINER_SCHEME, "phase-1", "report"), there)).toEqual([]);
  });
});

// ── Any scheme, any history ─────────────────────────────────────────────────────────────────────────

type Edit = {
  at: number;
  key: number;
  kind: "ask" | "no-more" | "earlier" | "floor" | "decider" | "recommender";
  figure: number;
};
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(20),
  key: fc.nat(40),
  kind: fc.constantFrom("ask", "ask", "no-more", "earlier", "floor", "decider", "recommender"),
  figure: fc.nat(5),
});

function edited(scheme: Scheme, { at, key, kind, figure }: Edit): Scheme {
  const stage = scheme.stages[at % scheme.stages.length]!;
  const mine = stage.asks[key % Math.max(1, stage.asks.length)];
  switch (kind) {
    case "ask": {
      const more = addable(scheme, stage);
      return ask(scheme, stage.id, more[key % Math.max(1, more.length)] ?? "");
    }
    case "no-more":
      return mine ? askNoMore(scheme, stage.id, askKey(mine)) : scheme;
    case "earlier":
      return mine ? askEarlier(scheme, stage.id, askKey(mine), -1) : scheme;
    case "floor":
      return withValues(scheme, {
        [`${stage.id}.criteria-floor.floor`]: figure,
        [`${stage.id}.checklist.share`]: figure * 2000,
        [`${stage.id}.exam.pass`]: figure * 2000,
      });
    case "decider":
      return withValues(scheme, { [`${stage.id}.decidedBy`]: DECIDERS[figure % 3]! });
    case "recommender":
      return withValues(scheme, { [`${stage.id}.recommendedBy`]: DECIDERS[figure] ?? null });
  }
}

const score = fc.constantFrom<Score>(2, 3, 4, 5);
const scores = fc.oneof(
  fc.constant(all(3)),
  fc.constant(all(5, { C7: 2 })),
  fc
    .array(score, { minLength: 12, maxLength: 12 })
    .map((given): Scores => Object.fromEntries(CRITERIA.map((one, index) => [one, given[index]]))),
);
const seldom = fc.nat(5).map((n) => n === 0);
const evidence = fc.record({ scores, barred: seldom, share: fc.constantFrom(10, 10, 6, 4), none: seldom });

const step = fc.record({
  kind: fc.constantFrom<ActKind>(
    "advance",
    "advance",
    "advance",
    "advance",
    "repeat",
    "waive",
    "fail",
    "stop-clock",
  ),
  astray: seldom,
  as: fc.constantFrom<Actor>("candidate", "officer", "cohort-administrator", "master-trainer"),
  who: fc.constantFrom("a", "b", "b", "candidate"),
  barred: seldom,
  waived: fc.constantFrom<RequirementKind>(
    "attendance",
    "criteria-floor",
    "checklist",
    "impartial",
    "practice",
  ),
  again: fc.boolean(),
});

/** All that any kind of requirement could ask, but for what an observer found. */
const DAY = "2026-04-20";
const done = ({
  scores: found,
  barred,
  share,
  none,
}: {
  scores: Scores;
  barred: boolean;
  share: number;
  none: boolean;
}): StageFacts => ({
  ...NOTHING_YET,
  enrolledOn: "2026-01-10",
  endedOn: "2026-03-01",
  ledByMasterTrainer: true,
  debriefs: { attended: 10, held: 10 },
  practices: [{ ...teaching(all(5)), practice: "presentation" }, teaching(all(5)), teaching(all(5))],
  form: { on: "2026-03-01", assessorId: "master", scores: all(5), ready: true },
  sittings: [{ on: "2026-03-25", releasedOn: "2026-03-29", score: 10_000 }],
  led: led(6, 3, 6000).map((one) => ({
    ...one,
    sectionId: one.sectionId === "s0" ? "readiness" : one.sectionId,
  })),
  observedMinutes: 6000,
  scores: none ? {} : found,
  feedback: { responses: 30, marks: 30 * 450, present: 30 },
  cycles: Array.from({ length: 5 }, () => ({
    on: "2026-03-01",
    observedBy: none ? null : "seer",
    data: true,
    reported: true,
    responses: 10,
    marks: 4500,
  })),
  mentored: none ? [] : ["mmw-volume-1-trainer", "mmw-volume-2-trainer"],
  refresher: { on: "2026-03-01", score: 10_000 },
  report: "accepted",
  checklist: none ? null : { done: share, steps: 10, criticalMissed: 0 },
  bars: barred ? ["same-employer"] : [],
});

test("any scheme, any history: nobody is certified below a floor, unseen, with a conflict or by whoever may not; replay and twice hold", () => {
  const people = [...FIRST_SCHEMES, NATIONAL_OBSERVED].filter(({ kind }) => kind !== "licence");
  const count = { certified: 0, publishable: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...people),
      fc.array(edit, { maxLength: 4 }),
      fc.array(evidence, { minLength: 10, maxLength: 10 }),
      fc.array(step, { minLength: 6, maxLength: 24 }),
      (brought, edits, found, steps) => {
        const scheme = edits.reduce(edited, brought);
        const publishable = flawsOf(scheme).length === 0;
        if (publishable) count.publishable += 1;
        const facts = {
          selection: {
            total: 10_000,
            parts: { microfinanceYears: 60, managementYears: 60, trainingYears: 60 },
          },
          documents: ASKED_DOCUMENTS.flatMap((one) => [one, one]),
          held: [{ schemeId: "mmw-volume-1-trainer", since: "2020-01-01" }],
          stages: Object.fromEntries(scheme.stages.map(({ id }, index) => [id, done(found[index]!)])),
        };
        const opened = open(scheme, "candidate", "2026-04-01");
        let candidacy = opened;
        const taken: Act[] = [];
        for (const [index, { kind, astray, as, who, barred, waived, again }] of steps.entries()) {
          const stage = stageOf(scheme, candidacy.state);
          const day = addDays(DAY, Math.floor(index / 6));
          const by = (right: Actor) => ({ personId: who, as: astray ? as : right });
          const common = {
            on: day,
            bars: barred ? (["assessed"] as const) : [],
            reason: "r",
            requirement: waived,
          };
          const acts = [
            ...(kind === "advance" && stage?.recommendedBy
              ? [
                  {
                    ...common,
                    id: `r${index}`,
                    kind: "recommend",
                    by: { personId: "m", as: stage.recommendedBy },
                  },
                ]
              : []),
            {
              ...common,
              id: `s${index}`,
              kind,
              by: by(kind === "advance" || kind === "repeat" ? (stage?.decidedBy ?? "officer") : "officer"),
            },
          ] as Act[];
          for (const act of acts) {
            const answer = decide({ scheme, candidacy, facts }, act);
            if (!answer.ok) {
              if (answer.reason.key === "schemeNotSound") count.refused += 1;
              continue;
            }
            expect([act.bars, act.by.personId === "candidate"]).toEqual([[], false]);
            candidacy = answer.value;
            taken.push(act);
            if (!again) continue;
            const twice = decide({ scheme, candidacy, facts }, act);
            expect(twice.ok && twice.value).toEqual(candidacy);
          }
        }
        expect(replay(scheme, opened, taken)).toEqual(candidacy);
        if (candidacy.state !== "certified") return;
        count.certified += 1;
        expect(worthless(scheme)).toEqual([]);
        expect(taken.at(-1)!.by.as).toBe("officer");
        const advised = scheme.stages.filter(({ recommendedBy }) => recommendedBy !== null);
        for (const { recommendedBy, decidedBy } of advised) expect(recommendedBy).not.toBe(decidedBy);
        const exams = scheme.stages.flatMap(({ asks }) => asks.filter(({ kind }) => kind === "exam"));
        for (const exam of exams)
          expect(exam).toMatchObject({ pass: expect.toSatisfy((pass: number) => pass >= 7000) });
        const seen = scheme.stages.flatMap((stage) => {
          const {
            scores: held,
            bars,
            checklist,
            cycles,
            mentored,
          } = facts.stages[evidenceStage(scheme, stage)]!;
          return stage.asks.flatMap((asked): boolean[] => {
            switch (asked.kind) {
              case "criteria-floor":
                return [CRITERIA.every((one) => (held[one] ?? 0) >= 3) && bars.length === 0];
              case "checklist":
                return [checklist !== null && checklist.done * 2 >= checklist.steps && bars.length === 0];
              case "cycles":
                return asked.observed > 0
                  ? [cycles.some(({ observedBy }) => observedBy !== null) && bars.length === 0]
                  : [];
              case "mentored":
                return asked.count > 0 ? [mentored.length > 0] : [];
              default:
                return [];
            }
          });
        });
        expect([seen.length > 0, seen.every(Boolean)]).toEqual([true, true]);
      },
    ),
    { numRuns: runs(10_000), seed: 20261130 },
  );
  // By some, and not by nobody; and the machine itself had something to refuse.
  for (const [what, times] of Object.entries(count))
    expect([what, times >= enough(40)]).toEqual([what, true]);
}, 120_000);

test("under any validity a certification has one status on every day, and is valid only inside its dates", () => {
  const validity = fc.record({
    months: fc.integer({ min: 1, max: 60 }),
    windowDays: fc.nat(200),
    graceDays: fc.nat(200),
    past: fc.integer({ min: -400, max: 2400 }),
  });
  fc.assert(
    fc.property(validity, ({ months, windowDays, graceDays, past }) => {
      const scheme = withValues(FACILITATOR_SCHEME, {
        "validity.lasts.months": months,
        "validity.windowDays": windowDays,
        "validity.graceDays": graceDays,
      });
      const certification = { validFrom: "2024-02-29", validUntil: "2026-02-27", facts: [] };
      const day: CalendarDay = addDays("2024-02-29", past);
      const { status, valid } = standingOn(certification, scheme.validity, day);
      expect(CERTIFICATION_STATUSES.filter((one) => one === status)).toHaveLength(1);
      expect(valid).toBe(day >= certification.validFrom && day <= certification.validUntil);
    }),
    { numRuns: runs(10_000) },
  );
}, 60_000);
