import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actOf,
  eventInto,
  isActKind,
  readHistory,
  withBars,
  type Entry,
} from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  FACILITATOR_SCHEME,
  TO_VOLUME_2_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { NOTHING_YET } from "#app/features/trainers/schemes/requirements.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { all, form } from "#tests/support/candidate.ts";
import { runs } from "#tests/support/runs.ts";

/* A candidacy is its events: what they say of the stage it stands in, of who assessed, and of what goes along. */

let made = 0;
const entry = (kind: string, body: object = {}, by = "somebody", on: CalendarDay = "2026-05-01"): Entry => {
  made += 1;
  return { id: `e${made}`, kind, on, by: { personId: by, as: "officer" }, reason: "", body } as Entry;
};
const opened = (at: string, on: CalendarDay = "2026-04-01") => entry("opened", { at }, "jean", on);
const history = (at: string, entries: Entry[], scheme: Scheme = TRAINER_SCHEME) =>
  readHistory(scheme, "candidate", [opened(at), ...entries]);
const factsIn = (stage: string, ...entries: Entry[]) => history(stage, entries).facts.stages[stage];

test("it begins by being opened, and with nothing else", () => {
  expect(() => readHistory(TRAINER_SCHEME, "candidate", [])).toThrow(/opened/);
  expect(() => readHistory(TRAINER_SCHEME, "candidate", [entry("advance")])).toThrow(/opened/);
  const read = history("phase-1", []);
  expect(read).toMatchObject({ facts: { selection: null, documents: [], stages: {} }, assessors: [], ties: [] });
  expect(read.candidacy).toMatchObject({ state: "phase-1", entered: [{ stage: "phase-1", on: "2026-04-01" }] });
}); // prettier-ignore

describe("what each record says of its stage", () => {
  const practice = {
    practice: "presentation",
    on: "2026-04-20",
    localised: false,
    feedback: true,
    scores: {},
  };
  const sat = (on: CalendarDay, score: number) => ({ on, score, releasedOn: on });
  const led = (moduleId: string) => ({ moduleId, sectionId: "s", title: "T", on: "2026-04-20", minutes: 90 });
  const heard = { responses: 8, marks: 3200, present: 10 };
  const course = { title: "T", on: "2026-04-20", observedBy: "seer", data: true, reported: true, ...heard };

  test.each<[string, string, Entry[], object]>([
    ["a seat", "admitted", [entry("enrolled", { cohortId: "c", cohort: "C", on: "2026-04-20", ledByMasterTrainer: true })], { enrolledOn: "2026-04-20", ledByMasterTrainer: true }],
    ["half-days, the last word", "phase-1", [entry("attendance", { missed: 3, madeUp: 0, endedOn: "2026-04-19" }), entry("attendance", { missed: 1, madeUp: 1, endedOn: "2026-04-20" })], { halfDays: { missed: 1, madeUp: 1 }, endedOn: "2026-04-20" }],
    ["debriefs, the last word", "phase-1", [entry("debriefs", { attended: 1, held: 2 }), entry("debriefs", { attended: 4, held: 5 })], { debriefs: { attended: 4, held: 5 } }],
    ["each practice", "phase-1", [entry("practice", practice), entry("practice", practice)], { practices: [practice, practice] }],
    ["a form, with who filled it in", "phase-1", [entry("form", { on: "2026-04-20", ready: true, scores: all(4) }, "master")], { form: { on: "2026-04-20", ready: true, scores: all(4), assessorId: "master" } }],
    ["a later form, which takes the place of the one before", "phase-1", [entry("form", { on: "2026-04-20", ready: false, scores: all(2) }, "master"), entry("form", { on: "2026-04-28", ready: true, scores: all(4) }, "other")], { form: { on: "2026-04-28", ready: true, scores: all(4), assessorId: "other" } }],
    ["each sitting", "phase-1-exam", [entry("sitting", sat("2026-04-20", 6000)), entry("sitting", sat("2026-05-20", 7000))], { sittings: [sat("2026-04-20", 6000), sat("2026-05-20", 7000)] }],
    ["an item voided on one day", "phase-1-exam", [entry("sitting", sat("2026-04-20", 6000)), entry("sitting", sat("2026-05-20", 6500)), entry("voided", { on: "2026-04-20", score: 6100 })], { sittings: [sat("2026-04-20", 6100), sat("2026-05-20", 6500)] }],
    ["another marking, asked for", "phase-1-exam", [entry("sitting", sat("2026-04-20", 6000)), entry("remarking", { sitting: "2026-04-20" })], { sittings: [{ ...sat("2026-04-20", 6000), remarking: "asked" }] }],
    ["and done", "phase-1-exam", [entry("sitting", sat("2026-04-20", 6000)), entry("remarking", { sitting: "2026-04-20" }), entry("remarked", { score: 7100, sitting: "2026-04-20" })], { sittings: [{ ...sat("2026-04-20", 7100), remarking: "done" }] }],
    ["an excuse, of the sitting it was given for", "phase-1-exam", [entry("excuse", { until: "2026-06-01" }), entry("sitting", sat("2026-04-20", 6000))], { sittings: [sat("2026-04-20", 6000)], excusedUntil: null }],
    ["an excuse", "phase-1-exam", [entry("excuse", { until: "2026-06-01" })], { excusedUntil: "2026-06-01" }],
    ["each module led", "phase-3", [entry("delivery", led("m1")), entry("delivery", led("m2"))], { led: [led("m1"), led("m2")] }],
    ["minutes of each observation, the lower score of each criterion", "phase-3", [entry("observation", { on: "2026-04-20", minutes: 100, scores: all(3), notes: "" }), entry("observation", { on: "2026-04-21", minutes: 80, scores: { C1: 4, C2: 1 }, notes: "" })], { observedMinutes: 180, scores: all(3, { C2: 1 }) }],
    ["what participants said, with an observation", "phase-3", [entry("observation", { on: "2026-04-20", minutes: 0, scores: {}, notes: "", feedback: heard })], { feedback: heard }],
    ["which does not replace what was written down", "phase-3", [entry("feedback", { ...heard, responses: 9 }), entry("observation", { on: "2026-04-20", minutes: 0, scores: {}, notes: "", feedback: heard })], { feedback: { ...heard, responses: 9 } }],
    ["and is replaced by it", "phase-3", [entry("observation", { on: "2026-04-20", minutes: 0, scores: {}, notes: "", feedback: heard }), entry("feedback", { ...heard, responses: 9 })], { feedback: { ...heard, responses: 9 } }],
    ["a report handed in", "phase-3", [entry("document", { document: "report" })], { report: "filed" }],
    ["another paper is none", "phase-3", [entry("document", { document: "cv" })], { report: "missing" }],
    ["a report accepted", "phase-3", [entry("document", { document: "report" }), entry("report")], { report: "accepted" }],
    ["one handed in once more stays accepted", "phase-3", [entry("report"), entry("document", { document: "report" })], { report: "accepted" }],
    ["each whole course", "phase-3", [entry("cycle", course), entry("cycle", course)], { cycles: [course, course] }],
    ["each training led beside a master trainer", "phase-3", [entry("mentored", { of: "a", title: "T", on: "2026-04-20" }), entry("mentored", { of: "b", title: "T", on: "2026-04-20" })], { mentored: ["a", "b"] }],
    ["a refresher ends a course", "phase-3", [entry("refresher", { on: "2026-04-20", score: 8000 })], { refresher: { on: "2026-04-20", score: 8000 }, endedOn: "2026-04-20" }],
    ["a checklist, the last one", "phase-3", [entry("checklist", { on: "2026-04-19", done: 1, steps: 10, criticalMissed: 1 }), entry("checklist", { on: "2026-04-20", done: 9, steps: 10, criticalMissed: 0 })], { checklist: { on: "2026-04-20", done: 9, steps: 10, criticalMissed: 0 } }],
    ["a tie says nothing of it", "phase-3", [entry("tie", { personId: "x", tie: "relative" })], {}],
  ])("%s", (_, stage, entries, says) =>
    expect(factsIn(stage, ...entries) ?? NOTHING_YET).toEqual({ ...NOTHING_YET, ...says }),
  ); // prettier-ignore

  test("what was struck out says nothing", () => {
    const [wrong, right] = [entry("practice", practice), entry("practice", { ...practice, localised: true })];
    const read = history("phase-1", [wrong, right, entry("strike", { eventId: wrong.id })]);
    expect(read.facts.stages["phase-1"]!.practices).toEqual([{ ...practice, localised: true }]);
    expect([...read.struck]).toEqual([wrong.id]);
    // Nobody assessed by what never was.
    const alone = entry("practice", practice, "lina");
    expect(history("phase-1", [alone, entry("strike", { eventId: alone.id }, "jean")]).assessors).toEqual([]);
  });

  test("of the candidate: the selection, each paper, who is tied to them, and their cohorts", () => {
    const read = history("applied", [
      entry("selection", { total: 6500, microfinanceYears: 4, managementYears: 2, trainingYears: 1 }),
      entry("document", { document: "cv" }),
      entry("document", { document: "reference" }),
      entry("document", { document: "reference" }),
      entry("tie", { personId: "x", tie: "line-manager" }),
      entry("enrolled", { cohortId: "c1", cohort: "C", on: "2026-04-20", ledByMasterTrainer: false }),
    ]);
    expect(read.facts.selection).toEqual({
      total: 6500,
      parts: { microfinanceYears: 4, managementYears: 2, trainingYears: 1 },
    });
    expect(read.facts.documents).toEqual(["cv", "reference", "reference"]);
    expect(read.ties).toEqual([{ personId: "x", tie: "line-manager" }]);
    expect(read.cohorts).toEqual({ applied: "c1" });
  });
});

test("what was said when it was opened, and what is known of the candidate whatever stage they go on to", () => {
  const selected = entry("selection", { total: 6500, microfinanceYears: 4 });
  expect(history("applied", [selected, entry("advance")]).facts.selection).toMatchObject({ total: 6500 });
  // What is no fact of a stage makes none known.
  expect(history("phase-3", [entry("tie", { personId: "x", tie: "relative" })]).facts.stages).toEqual({});
  const withTopics = [entry("opened", { at: "nominated", topics: ["saving"] })];
  expect(readHistory(FACILITATOR_SCHEME, "candidate", withTopics).facts.tested).toEqual(["saving"]);
  expect("tested" in history("applied", []).facts).toBe(false);
});

describe("a step that is taken again after an appeal", () => {
  const redone = (at: string, ruling: string, ...before: Entry[]) =>
    history(at, [
      ...before,
      entry(ruling),
      { ...entry("appeal", {}, "candidate"), by: { personId: "candidate", as: "candidate" } },
      entry("decide-appeal", { outcome: "redo" }, "another", "2026-05-20"),
    ]).facts;
  const selected = entry("selection", { total: 6500, microfinanceYears: 4 });
  const filed = entry("form", { on: "2026-04-20", ready: true, scores: all(4) }, "master");

  test("is selected anew where it is the selection, and nowhere else", () => {
    expect(redone("applied", "decline", selected).selection).toBeNull();
    expect(redone("phase-1-exam", "fail", selected).selection).toMatchObject({ total: 6500 });
  });

  test("an exam is sat again on the form it was let to, in days that count from then; a practicum has none", () => {
    expect(redone("phase-1-exam", "fail", filed).stages["phase-1-exam"]).toMatchObject({
      form: { assessorId: "master" },
      endedOn: "2026-05-20",
    });
    expect(redone("phase-1-exam", "fail").stages["phase-1-exam"]).toMatchObject({ form: null });
    expect(redone("phase-3", "fail", filed).stages["phase-3"]).toMatchObject({ form: null });
  });
});

test("what bars an observer stands with the stage they observed, once, and not what an officer excepted", () => {
  const seen = (by: string, more: object = {}) =>
    entry("observation", { on: "2026-04-20", minutes: 60, scores: {}, notes: "", ...more }, by);
  const read = history("phase-3", [
    entry("debriefs", { attended: 1, held: 2 }),
    seen("lina"),
    seen("kwame", { excepted: ["kwame"] }),
    seen("ana"),
  ]);
  const barred = (...who: string[]) =>
    withBars(read, ({ personId }) => (who.includes(personId) ? ["own-trainer"] : [])).stages["phase-3"]!.bars;
  expect([barred(), barred("kwame"), barred("lina", "ana")]).toEqual([[], [], ["own-trainer"]]);
  const form = history("phase-1", [entry("debriefs", { attended: 1, held: 2 })]);
  expect(withBars(form, () => ["relative"]).stages["phase-1"]!.bars).toEqual([]);
});

describe("who assessed", () => {
  const observed = (by: string, on: CalendarDay, more: object = {}) =>
    entry("observation", { on, minutes: 60, scores: { C1: 3 }, notes: "", ...more }, by);

  test("is whoever judged at all, beside others too; who wrote down a figure is not", () => {
    const read = history("phase-3", [
      entry("practice", { practice: "presentation", on: "2026-04-20", localised: false, feedback: false, scores: {} }, "ana"),
      entry("mentored", { of: "a", title: "T", on: "2026-04-20" }, "eva"),
      entry("delivery", { moduleId: "m", sectionId: "s", title: "T", on: "2026-04-20", minutes: 90 }, "jean"),
      entry("cycle", { title: "T", on: "2026-04-20", observedBy: "ines", data: true, reported: true, responses: 0, marks: 0 }, "jean"),
      entry("cycle", { title: "T", on: "2026-04-20", observedBy: null, data: true, reported: true, responses: 0, marks: 0 }, "jean"),
      observed("lina", "2026-04-20", { also: ["kwame", "lina"], excepted: ["kwame"] }),
    ]); // prettier-ignore
    expect(read.assessors).toEqual(["ana", "eva", "ines", "lina", "kwame"]);
    expect(read.observers).toEqual({
      "phase-3": [
        { personId: "eva", on: "2026-04-20", excepted: true },
        { personId: "ines", on: "2026-04-20", excepted: false },
        { personId: "lina", on: "2026-04-20", excepted: false },
        { personId: "kwame", on: "2026-04-20", excepted: true },
        { personId: "lina", on: "2026-04-20", excepted: false },
      ],
    });
  });

  test("the decision rests on the practicum before it: what is observed there counts there", () => {
    const read = history("phase-3", [
      observed("lina", "2026-04-20"),
      entry("advance"),
      observed("kwame", "2026-05-10"),
      entry("checklist", { on: "2026-05-11", done: 1, steps: 1, criticalMissed: 0 }, "ana"),
    ]);
    expect(read.candidacy.state).toBe("decision");
    expect(Object.keys(read.facts.stages).sort()).toEqual(["decision", "phase-3"]);
    expect(read.facts.stages["phase-3"]).toMatchObject({ observedMinutes: 120 });
    expect(read.observers["phase-3"]!.map(({ personId }) => personId)).toEqual(["lina", "kwame", "ana"]);
  });

  test("a round that is repeated rests on whoever observes it then; who assessed before still decides nothing", () => {
    const read = history("phase-3", [
      observed("lina", "2026-04-20"),
      entry("advance"),
      entry("repeat"),
      observed("kwame", "2026-06-20"),
    ]);
    expect(read.candidacy.state).toBe("phase-3");
    expect(read.observers["phase-3"]!.map(({ personId }) => personId)).toEqual(["kwame"]);
    expect(read.assessors).toEqual(["lina", "kwame"]);
  });
});

describe("what goes along into a stage", () => {
  const scored = (scores: object) =>
    entry("observation", { on: "2026-04-20", minutes: 180, scores, notes: "" });
  const again = (scores: object) =>
    history("phase-3", [scored(scores), entry("report"), entry("advance"), entry("repeat")]).facts.stages["phase-3"]!; // prettier-ignore

  test("into the practicum once more, the criteria that held: those below and C3, C4 are open", () => {
    const second = again(all(4, { C1: 2, C7: 1 }));
    expect(second.scores).toEqual({ C2: 4, C5: 4, C6: 4, C8: 4, C9: 4, C10: 4, C11: 4, C12: 4 });
    expect(second).toEqual({ ...NOTHING_YET, scores: second.scores }); // minutes, report and voices begin anew
  });

  test("where none was below, all of them", () => expect(again(all(3)).scores).toEqual(all(3)));

  test("to the exam, the form and the last day of the course", () => {
    const rated = form();
    const read = history("phase-1", [
      entry("form", rated, "master"),
      entry("attendance", { missed: 0, madeUp: 0, endedOn: "2026-04-25" }),
      entry("debriefs", { attended: 5, held: 5 }),
      entry("advance"),
    ]);
    expect(read.facts.stages["phase-1-exam"]).toEqual({
      ...NOTHING_YET,
      form: { ...rated, assessorId: "master" },
      endedOn: "2026-04-25",
    });
  });

  test("where no course is asked for, an exam counts from the day its stage began", () => {
    const read = history("volume-applied", [entry("advance", {}, "jean", "2026-05-12")], TO_VOLUME_2_SCHEME);
    expect(read.facts.stages["volume-exam"]).toEqual({ ...NOTHING_YET, endedOn: "2026-05-12" });
    const course = history("admitted", [entry("advance", {}, "jean", "2026-05-12")]);
    expect(course.facts.stages["phase-1"]!.endedOn).toBeNull();
  });
});

test("once it has ended, nothing more is added", () => {
  const read = history("phase-1", [entry("withdraw"), entry("debriefs", { attended: 5, held: 5 })]);
  expect(read.candidacy).toMatchObject({ state: "withdrawn", endedOn: "2026-05-01" });
  expect(read.facts.stages).toEqual({});
});

describe("the act that led into a state", () => {
  const first = entry("advance", {}, "jean", "2026-05-01");
  const entries = [opened("phase-3"), first, entry("repeat"), entry("practice", {}), entry("advance", {}, "ana", "2026-06-01")];
  test("is the last one that did; none where it was opened there", () => {
    expect(eventInto(TRAINER_SCHEME, "candidate", entries, "decision")?.by.personId).toBe("ana");
    expect(eventInto(TRAINER_SCHEME, "candidate", entries.slice(0, 2), "decision")).toBe(first);
    expect(eventInto(TRAINER_SCHEME, "candidate", entries.slice(0, 2), "phase-3")).toBeUndefined();
    expect(eventInto(TRAINER_SCHEME, "candidate", entries.slice(1), "decision")).toBeUndefined();
    expect(eventInto(TRAINER_SCHEME, "candidate", [], "decision")).toBeUndefined();
    const stood = [...entries.slice(0, 2), entry("stop-clock"), entry("start-clock")];
    expect(eventInto(TRAINER_SCHEME, "candidate", stood, "decision")).toBe(first);
  });
}); // prettier-ignore

test("an act is taken by the machine as it was recorded; what bars whom was decided then", () => {
  const waived = entry("waive", { requirement: "attendance" });
  if (!isActKind(waived.kind)) throw new Error("an act");
  const { id, on, by, reason } = waived;
  expect(actOf(waived as Parameters<typeof actOf>[0])).toEqual({ id, on, by, reason, kind: "waive", requirement: "attendance", bars: [] }); // prettier-ignore
  expect(["opened", "practice", "moved", "advance", "give-notice"].map(isActKind)).toEqual([false, false, false, true, true]); // prettier-ignore
});

test("whatever is recorded, what is struck out leaves the facts as if it had never been written", () => {
  const kinds = fc.constantFrom(
    ["practice", { practice: "presentation", on: "2026-04-20", localised: false, feedback: false, scores: {} }],
    ["debriefs", { attended: 4, held: 5 }],
    ["document", { document: "report" }],
    ["form", { on: "2026-04-20", ready: true, scores: all(4) }],
    ["advance", {}],
  ) as fc.Arbitrary<[string, object]>;
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, fc.boolean()), { maxLength: 8 }), (rows) => {
      const entries = rows.map(([[kind, body], gone]) => ({ gone: gone && !isActKind(kind), entry: entry(kind, body) }));
      const strikes = entries.filter(({ gone }) => gone).map((one) => entry("strike", { eventId: one.entry.id }));
      const kept = entries.filter(({ gone }) => !gone).map((one) => one.entry);
      const [all_, without] = [history("phase-1", [...entries.map((one) => one.entry), ...strikes]), history("phase-1", kept)];
      const untouched = (stages: object) => Object.fromEntries(Object.entries(stages).filter(([, facts]) => JSON.stringify(facts) !== JSON.stringify(NOTHING_YET)));
      expect(untouched(all_.facts.stages)).toEqual(untouched(without.facts.stages));
      expect([all_.candidacy, all_.assessors, all_.observers]).toEqual([without.candidacy, without.assessors, without.observers]);
    }),
    { numRuns: runs(10_000) },
  );
}); // prettier-ignore
