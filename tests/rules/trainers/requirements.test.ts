import { describe, expect, test } from "vitest";
import { CRITERIA, type Score, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import {
  isDeciding,
  mayBeFinal,
  NOTHING_YET,
  observedTopics,
  unmet,
  type CandidateFacts,
  type Practice,
  type StageFacts,
  type Unmet,
} from "#app/features/trainers/schemes/requirements.ts";
import type { Requirement } from "#app/features/trainers/schemes/scheme.ts";

/* Each requirement of domain §6.2, just met and just missed; what is missing says what there is, what is needed, and how it is cured. */

const today = "2026-03-01";
const all = (score: Score, but: Scores = {}): Scores => ({
  ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])),
  ...but,
});
const nobody: CandidateFacts = { selection: null, documents: [], stages: {} };
const asked = (requirement: Requirement, stage: Partial<StageFacts>, on = today) =>
  unmet(requirement, { ...nobody, stages: { here: { ...NOTHING_YET, ...stage } } }, "here", on);
const missing = (kind: Requirement["kind"], says: string, own: Partial<Unmet> = {}): Unmet => ({
  kind,
  says,
  have: 0,
  need: 0,
  what: [],
  by: null,
  cure: "do",
  ...own,
});

test("a stage nothing is recorded of has nothing in it", () =>
  expect(unmet({ kind: "enrolled" }, nobody, "anywhere", today)).toEqual([missing("enrolled", "enrolled")]));

describe("what the application asks", () => {
  const selection = { kind: "selection" as const, total: 6000, minimums: { trainingYears: 1, ownYears: 3 } };
  const selected = (total: number, parts: Record<string, number>) =>
    unmet(selection, { ...nobody, selection: { total, parts } }, "applied", today);

  test("a selection that was scored, with its total and each minimum", () => {
    expect(unmet(selection, nobody, "applied", today)).toEqual([missing("selection", "selection.none")]);
    expect(selected(6000, { trainingYears: 1, ownYears: 3 })).toEqual([]);
    expect(selected(5999, { trainingYears: 0, ownYears: 3 })).toEqual([
      missing("selection", "selection.minimum", { what: ["trainingYears"], cure: "officer-may-waive" }),
      missing("selection", "selection.total", { have: 5999, need: 6000, cure: "officer-may-waive" }),
    ]);
    expect(selected(6000, { ownYears: 3 }).map(({ what }) => what)).toEqual([["trainingYears"]]);
  });

  test("each of several", () => {
    const references = { kind: "document" as const, document: "reference", count: 2 };
    const handedIn = (...documents: string[]) =>
      unmet(references, { ...nobody, documents }, "applied", today);
    expect(handedIn("reference", "reference")).toEqual([]);
    expect(handedIn("reference", "cv")).toEqual([
      missing("document", "documents", { what: ["reference"], have: 1, need: 2 }),
    ]);
  });

  test("each document", () => {
    const document = { kind: "document" as const, document: "cv" };
    expect(unmet(document, { ...nobody, documents: ["cv"] }, "applied", today)).toEqual([]);
    expect(unmet(document, nobody, "applied", today)).toEqual([
      missing("document", "document", { what: ["cv"] }),
    ]);
  });
});

describe("what a course asks", () => {
  test("to be enrolled by the day", () => {
    expect(asked({ kind: "enrolled" }, { enrolledOn: today })).toEqual([]);
    expect(asked({ kind: "enrolled" }, { enrolledOn: "2026-03-02" })).toEqual([
      missing("enrolled", "enrolled"),
    ]);
    expect(asked({ kind: "enrolled" }, {})).toHaveLength(1);
  });

  test.each<[string, boolean, StageFacts["halfDays"], Unmet[]]>([
    ["none missed", true, { missed: 0, madeUp: 0 }, []],
    ["one, made up", true, { missed: 1, madeUp: 1 }, []],
    [
      "one, not made up",
      true,
      { missed: 1, madeUp: 0 },
      [missing("attendance", "attendance.makeUp", { need: 1 })],
    ],
    ["one, where it need not be made up", false, { missed: 1, madeUp: 0 }, []],
    [
      "two, whatever was made up",
      true,
      { missed: 2, madeUp: 0 },
      [missing("attendance", "attendance.missed", { have: 2, need: 1, cure: "officer-may-waive" })],
    ],
  ])("half-days: %s", (_, madeUp, halfDays, answer) =>
    expect(asked({ kind: "attendance", mayMiss: 1, madeUp }, { halfDays })).toEqual(answer),
  );

  test.each([
    [8, 10, []],
    [7, 10, [missing("debriefs", "debriefs", { have: 7, need: 8 })]],
    [8, 11, [missing("debriefs", "debriefs", { have: 8, need: 9 })]], // four fifths of eleven, rounded up
    [0, 0, [missing("debriefs", "debriefs")]], // none was held, so none was attended
  ])("debriefs: %i of %i", (attended, held, answer) =>
    expect(asked({ kind: "debriefs", share: 8000 }, { debriefs: { attended, held } })).toEqual(answer),
  );
});

describe("what is practised", () => {
  const practised = (own: Partial<Practice> = {}): Practice => ({
    practice: "micro-teaching",
    on: today,
    localised: true,
    feedback: true,
    scores: all(3),
    ...own,
  });
  const two = { kind: "practice" as const, practice: "micro-teaching" as const, count: 2, localised: true, feedback: true }; // prettier-ignore

  test.each<[string, Practice, number]>([
    ["one like it", practised(), 2],
    ["another kind", practised({ practice: "presentation" }), 1],
    ["not localised", practised({ localised: false }), 1],
    ["without feedback", practised({ feedback: false }), 1],
  ])("a second: %s", (_, second, have) => {
    const answer = asked(two, { practices: [practised(), second] });
    expect(answer).toEqual(
      have === 2 ? [] : [missing("practice", "practice.micro-teaching", { have, need: 2 })],
    );
  });

  test("what need be neither localised nor fed back", () => {
    const plain = { ...two, count: 1, localised: false, feedback: false };
    expect(asked(plain, { practices: [practised({ localised: false, feedback: false })] })).toEqual([]);
  });

  test("the last micro-teaching decides, and a presentation after it does not", () => {
    const last = { kind: "last-micro-teaching" as const, floor: 3, of: ["C3", "C4"] as const };
    const weak = practised({ scores: all(2, { C4: undefined }) });
    expect(asked(last, { practices: [practised(), practised({ practice: "presentation", scores: all(1) })] })).toEqual([]); // prettier-ignore
    expect(asked(last, { practices: [weak, weak, practised()] })).toEqual([]);
    expect(asked(last, { practices: [weak] })).toEqual([
      missing("last-micro-teaching", "lastMicroTeaching.below", {
        what: ["C4", "C3"],
        need: 3,
        cure: "repeat",
      }),
    ]);
    expect(asked(last, {})).toEqual([missing("last-micro-teaching", "lastMicroTeaching.none")]);
  });

  test("the assessor's form: there, ready, no criterion below, the mean", () => {
    const form = { kind: "assessment-form" as const, mean: 300, floor: 2 };
    const filed = (scores: Scores, ready = true) => ({
      form: { on: today, assessorId: "master", scores, ready },
    });
    expect(asked(form, {})).toEqual([missing("assessment-form", "form.none", { cure: "wait" })]);
    expect(asked(form, filed(all(5), false))).toEqual([
      missing("assessment-form", "form.notReady", { cure: "another-form" }),
    ]);
    expect(asked(form, filed(all(3)))).toEqual([]);
    expect(asked(form, filed(all(2, { C5: 1 })))).toEqual([
      missing("assessment-form", "form.below", { what: ["C5"], need: 2, cure: "another-form" }),
      missing("assessment-form", "form.mean", { need: 300, cure: "another-form" }),
    ]);
    // Only filed, whatever it says.
    expect(asked({ ...form, mean: 0, floor: 0 }, filed({}, false))).toEqual([]);
    expect(asked({ ...form, mean: 0, floor: 1 }, filed({}, false))).not.toEqual([]);
  });
});

describe("what the practicum asks", () => {
  test("all twelve scored, and none below the floor", () => {
    const open = all(4, { C2: undefined, C9: undefined });
    expect(asked({ kind: "criteria-scored" }, { scores: all(1) })).toEqual([]);
    expect(asked({ kind: "criteria-scored" }, { scores: open })).toEqual([
      missing("criteria-scored", "criteria.unscored", { what: ["C2", "C9"], have: 10, need: 12 }),
    ]);
    expect(asked({ kind: "criteria-floor", floor: 3 }, { scores: all(3) })).toEqual([]);
    expect(asked({ kind: "criteria-floor", floor: 3 }, { scores: { ...open, C1: 2 } })).toEqual([
      missing("criteria-floor", "criteria.below", { what: ["C2", "C9", "C1"], need: 3, cure: "repeat" }),
    ]);
  });

  test("a module that was led twice is one module, and nothing but its minutes adds up", () => {
    const delivery = { kind: "delivery" as const, modules: 2, sections: 1, minutes: 120, observedMinutes: 0, coreModules: 2, coreSections: ["core"] }; // prettier-ignore
    const led = (...modules: string[]) =>
      asked(delivery, { led: modules.map((moduleId) => ({ moduleId, sectionId: "core", minutes: 60 })) });
    expect(led("m1", "m2")).toEqual([]);
    expect(led("m1", "m1")).toEqual([
      missing("delivery", "delivery.modules", { have: 1, need: 2 }),
      missing("delivery", "delivery.core", { have: 1, need: 2 }),
    ]);
    const { coreModules: _none, coreSections: _of, ...anywhere } = delivery;
    const twice = ["m1", "m2"].map((moduleId) => ({ moduleId, sectionId: "s", minutes: 60 }));
    expect(asked(anywhere, { led: twice })).toEqual([]);
  });

  test.each<[string, StageFacts["feedback"], Unmet[]]>([
    ["nobody asked", null, [missing("feedback", "feedback.few", { need: 1 })]],
    [
      "nobody there",
      { responses: 0, marks: 0, present: 0 },
      [missing("feedback", "feedback.few", { need: 1 })],
    ],
    ["one there, one heard", { responses: 1, marks: 350, present: 1 }, []],
    ["three fifths of ten", { responses: 6, marks: 2100, present: 10 }, []],
    [
      "fewer",
      { responses: 5, marks: 2500, present: 10 },
      [missing("feedback", "feedback.few", { have: 5, need: 6 })],
    ],
    ["eight of a full room", { responses: 8, marks: 2800, present: 40 }, []],
    [
      "a mean just below",
      { responses: 8, marks: 2799, present: 40 },
      [missing("feedback", "feedback.mean", { have: 349, need: 350, cure: "repeat" })],
    ],
  ])("participants' feedback: %s", (_, feedback, answer) =>
    expect(asked({ kind: "feedback", mean: 350, atLeast: 8, shareOfPresent: 6000 }, { feedback })).toEqual(
      answer,
    ),
  );

  test.each([
    ["missing", [missing("report", "report.missing", { cure: "do" })]],
    ["filed", [missing("report", "report.filed", { cure: "wait" })]],
    ["accepted", []],
  ] as const)("a report that is %s", (report, answer) =>
    expect(asked({ kind: "report" }, { report })).toEqual(answer),
  );

  test("nothing that bars the assessor", () => {
    expect(asked({ kind: "impartial" }, {})).toEqual([]);
    expect(asked({ kind: "impartial" }, { bars: ["relative"] })).toEqual([
      missing("impartial", "impartial", { what: ["relative"], cure: "other-assessor" }),
    ]);
  });

  test("an observed session: the share of its steps, and every critical one", () => {
    const eighty = { kind: "checklist" as const, share: 8000 };
    const seen = (done: number, steps: number, criticalMissed = 0) =>
      asked(eighty, { checklist: { done, steps, criticalMissed } });
    expect(asked(eighty, {})).toEqual([missing("checklist", "checklist.none")]);
    expect(seen(8, 10)).toEqual([]);
    expect(seen(8, 11, 2)).toEqual([
      missing("checklist", "checklist.critical", { have: 2, cure: "repeat" }),
      missing("checklist", "checklist.share", { have: 8, need: 9, cure: "repeat" }),
    ]);
  });
});

describe("what is an organisation's, and what may be the end of it", () => {
  test("a candidate is never asked for what an organisation is", () => {
    const licence: Requirement[] = [
      { kind: "trainers-in-force", count: 2, schemes: [] },
      { kind: "reports-filed", withinDays: 30 },
      { kind: "contact" },
    ];
    for (const requirement of licence) expect(unmet(requirement, nobody, "licence", today)).toEqual([]);
  });

  test("voices are only where a mean is asked for; an exam always, a paper never", () => {
    const feedback = (mean: number): Requirement => ({
      kind: "feedback",
      mean,
      atLeast: 8,
      shareOfPresent: 0,
    });
    expect([mayBeFinal(feedback(350)), mayBeFinal(feedback(1)), mayBeFinal(feedback(0))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(mayBeFinal({ kind: "criteria-floor", floor: 3 })).toBe(true);
    expect(mayBeFinal({ kind: "document", document: "cv" })).toBe(false);
  });
});

test("the assessment that decides is where somebody sees the candidate train (§0a)", () => {
  const cycles = { kind: "cycles", count: 3, withinMonths: 12, data: true, reported: true, mean: 0 } as const;
  const asks: Requirement[] = [
    { kind: "criteria-scored" },
    { kind: "checklist", share: 8000 },
    { ...cycles, observed: 1 },
    { ...cycles, observed: 0 },
    { kind: "criteria-floor", floor: 3 },
    { kind: "mentored", count: 1, each: [] },
  ];
  expect(asks.map(isDeciding)).toEqual([true, true, true, false, false, false]);
});

test("what the last session was about that somebody saw; nobody said, or nobody has seen one", () => {
  const seen = (topics?: string[]) => ({
    ...NOTHING_YET,
    checklist: { done: 9, steps: 10, criticalMissed: 0, topics },
  });
  const observed = (stages: Record<string, StageFacts>) => observedTopics({ ...nobody, stages });
  expect(observed({ nominated: NOTHING_YET })).toBeNull();
  expect(observed({ trained: seen() })).toBeNull();
  const [first, last] = [seen(["saving"]), seen(["budget"])];
  expect(observed({ first, between: seen(["family-goals"]), last, after: NOTHING_YET })).toEqual(["budget"]);
});
