import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  criteriaOfPractice,
  daysOfRecord,
  examOf,
  isRatedTooWeak,
  isStrikeable,
  naming,
  PEOPLE_IN,
  peopleIn,
  practiceAsked,
  RECORD_KINDS,
  recordRefused,
  RECORDS,
  withPeople,
  writesAs,
  type CandidacyRecord,
  type RecordKind,
  type Written,
} from "#app/features/trainers/candidacies/candidacy-records.ts";
import {
  FACILITATOR_SCHEME,
  MASTER_SCHEME,
  NATIONAL_SCHEME,
  TRAINER_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Sitting, StageFacts } from "#app/features/trainers/schemes/requirements.ts";
import type { Actor, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { runs } from "#tests/support/runs.ts";
import { all, facts, without } from "#tests/support/candidate.ts";

/* What may be written down of a candidate: by whom, in which stage, and which figures cannot be true (domain §6.2). */

const today = "2026-04-20";
const EVERYBODY: Actor[] = [
  "officer",
  "cohort-administrator",
  "master-trainer",
  "attester",
  "training-department",
  "system",
];
const at = (id: string, scheme: Scheme = TRAINER_SCHEME) => stageOf(scheme, id)!;

const written = (stage: string, own: Partial<Written> = {}, scheme: Scheme = TRAINER_SCHEME): Written => ({
  stage: at(stage, scheme),
  since: "2026-01-01",
  held: EVERYBODY,
  facts: facts(),
  entries: [],
  struck: new Set(),
  stays: new Set(),
  checklist: undefined,
  ...own,
});
const record = (kind: RecordKind, body: object = {}) => ({ kind, body }) as CandidacyRecord;
const refused = (one: CandidacyRecord, around: Written, day: CalendarDay = today) => {
  const may = recordRefused(one, around, day);
  return may.ok ? may.value : may.reason.key.replace("candidacy.", "");
};

describe("each record is somebody's, in the stage that asks for it", () => {
  test.each<[RecordKind, string, Scheme, Actor[]]>([
    ["document", "phase-2", TRAINER_SCHEME, ["officer", "candidate"]],
    ["selection", "applied", TRAINER_SCHEME, ["officer"]],
    ["enrolled", "admitted", TRAINER_SCHEME, ["cohort-administrator"]],
    ["attendance", "phase-1", TRAINER_SCHEME, ["cohort-administrator", "training-department"]],
    ["debriefs", "phase-1", TRAINER_SCHEME, ["master-trainer"]],
    ["practice", "phase-2", TRAINER_SCHEME, ["master-trainer"]],
    ["form", "phase-1", TRAINER_SCHEME, ["master-trainer"]],
    ["sitting", "phase-1-exam", TRAINER_SCHEME, ["officer", "training-department"]],
    ["excuse", "phase-1-exam", TRAINER_SCHEME, ["officer"]],
    ["remarking", "phase-1-exam", TRAINER_SCHEME, ["candidate"]],
    ["remarked", "phase-1-exam", TRAINER_SCHEME, ["officer"]],
    ["voided", "phase-1-exam", TRAINER_SCHEME, ["officer"]],
    ["delivery", "phase-3", TRAINER_SCHEME, ["master-trainer"]],
    ["observation", "phase-3", TRAINER_SCHEME, ["master-trainer"]],
    ["feedback", "decision", TRAINER_SCHEME, ["officer", "cohort-administrator"]],
    ["cycle", "national-cycles", NATIONAL_SCHEME, ["officer"]],
    ["mentored", "master-supervised", MASTER_SCHEME, ["master-trainer"]],
    [
      "refresher",
      "master-refreshment",
      MASTER_SCHEME,
      ["officer", "cohort-administrator", "training-department"],
    ],
    ["report", "decision", TRAINER_SCHEME, ["officer"]],
    ["checklist", "trained", FACILITATOR_SCHEME, ["attester", "master-trainer"]],
    ["tie", "phase-1", TRAINER_SCHEME, ["officer"]],
    ["strike", "phase-1", TRAINER_SCHEME, ["officer"]],
    ["moved", "phase-1", TRAINER_SCHEME, []],
  ])("%s in %s", (kind, stage, scheme, by) => {
    const actors: Actor[] = ["candidate", ...EVERYBODY];
    expect(actors.filter((actor) => writesAs(kind, at(stage, scheme), [actor]) !== null).sort()).toEqual(
      [...by].sort(),
    );
    const anywhere = by.length === 0 || ["document", "tie", "strike"].includes(kind);
    expect(scheme.stages.every((one) => writesAs(kind, one, by) !== null)).toBe(anywhere && by.length > 0);
  });

  test("who is the candidate hands in documents and asks for another marking, whatever else they may", () => {
    const own = written("phase-1", { held: ["candidate", ...EVERYBODY] });
    expect(refused(record("document", { document: "cv" }), own)).toBe("candidate");
    expect(refused(record("tie", { personId: "x", tie: "relative" }), own)).toBe("ownRecord");
    expect(refused(record("tie", { personId: "x", tie: "relative" }), written("phase-1"))).toBe("officer");
    expect(refused(record("selection"), written("phase-1"))).toBe("notHere");
    expect(refused(record("delivery"), written("phase-3", { held: ["officer"] }))).toBe("notHere");
  });

  test("of two parts one has, the first that the record is for", () => {
    const feedback = record("feedback", { responses: 1, marks: 100, present: 1 });
    expect(refused(feedback, written("decision"))).toBe("cohort-administrator");
    expect(refused(feedback, written("decision", { held: ["officer"] }))).toBe("officer");
  });

  test("forms write all but what comes with other acts", () =>
    expect(RECORD_KINDS).not.toEqual(expect.arrayContaining(["moved", "voided"])));
});

test("what is said to have been lies in the past", () => {
  expect(daysOfRecord(record("attendance", { endedOn: "2026-03-01", missed: 0, madeUp: 0 }))).toEqual(["2026-03-01"]); // prettier-ignore
  expect(daysOfRecord(record("practice", { on: "2026-03-02" }))).toEqual(["2026-03-02"]);
  expect(daysOfRecord(record("debriefs", { attended: 1, held: 2 }))).toEqual([]);
  const ended = (endedOn: CalendarDay) => record("attendance", { endedOn, missed: 0, madeUp: 0 });
  expect(refused(ended(today), written("phase-1"))).toBe("cohort-administrator");
  expect(refused(ended("2026-04-21"), written("phase-1"))).toBe("dayToCome");
});

test("what a candidate showed before the round they are in does not count in it", () => {
  const scores = all(3);
  const shown: [CandidacyRecord, string][] = [
    [record("practice", { practice: "presentation", on: "2026-01-01", scores: {} }), "phase-1"],
    [record("delivery", { on: "2026-01-01", minutes: 90 }), "phase-3"],
    [record("observation", { on: "2026-01-01", minutes: 180, scores }), "phase-3"],
  ]; // prettier-ignore
  for (const [one, stage] of shown) {
    expect(refused(one, written(stage))).toBe("master-trainer");
    expect(refused(one, written(stage, { since: "2026-01-02" }))).toBe("beforeStage");
  }
  // What was done at work before does: a course led, a session an employer saw.
  const cycle = record("cycle", { on: "2025-01-01", responses: 8, marks: 3200 });
  expect(refused(cycle, written("national-cycles", {}, NATIONAL_SCHEME))).toBe("officer");
  const seen = record("checklist", { on: "2025-12-01", done: 8, steps: 8, criticalMissed: 0 });
  expect(refused(seen, written("trained", {}, FACILITATOR_SCHEME))).toBe("attester");
});

describe("figures that cannot all be true are refused", () => {
  const local = written("trained", {}, FACILITATOR_SCHEME);
  const cycles = written("national-cycles", {}, NATIONAL_SCHEME);
  test.each<[string, CandidacyRecord, Written, string]>([
    ["as much made up as missed", record("attendance", { missed: 2, madeUp: 2, endedOn: today }), written("phase-1"), "cohort-administrator"],
    ["more made up than missed", record("attendance", { missed: 1, madeUp: 2, endedOn: today }), written("phase-1"), "moreMadeUp"],
    ["all debriefs", record("debriefs", { attended: 5, held: 5 }), written("phase-1"), "master-trainer"],
    ["more debriefs than there were", record("debriefs", { attended: 6, held: 5 }), written("phase-1"), "moreAttended"],
    ["a form with all twelve", record("form", { on: today, ready: true, scores: all(3) }), written("phase-1"), "master-trainer"],
    ["a form with eleven", record("form", { on: today, ready: true, scores: without(all(3), "C5") }), written("phase-1"), "scoreAll"],
    ["a micro-teaching with what decides", record("practice", { practice: "micro-teaching", on: today, scores: without(all(3), "C12") }), written("phase-2"), "master-trainer"],
    ["a micro-teaching without", record("practice", { practice: "micro-teaching", on: today, scores: without(all(3), "C5") }), written("phase-2"), "scoreAll"],
    ["a presentation needs no scores", record("practice", { practice: "presentation", on: today, scores: {} }), written("phase-1"), "master-trainer"],
    ["nor in a stage whose last teaching is scored", record("practice", { practice: "presentation", on: today, scores: {} }), written("phase-2"), "master-trainer"],
    ["an observation of one criterion", record("observation", { on: today, minutes: 60, scores: { C1: 3 } }), written("phase-3"), "master-trainer"],
    ["an observation of none", record("observation", { on: today, minutes: 60, scores: {} }), written("phase-3"), "scoreOne"],
    ["a mean of one", record("feedback", { responses: 8, marks: 800, present: 10 }), written("decision"), "cohort-administrator"],
    ["a mean below one", record("feedback", { responses: 8, marks: 799, present: 10 }), written("decision"), "meanBetween"],
    ["a mean of five", record("feedback", { responses: 8, marks: 4000, present: 10 }), written("decision"), "cohort-administrator"],
    ["a mean above five", record("feedback", { responses: 8, marks: 4001, present: 10 }), written("decision"), "meanBetween"],
    ["all who were there answered", record("feedback", { responses: 10, marks: 4000, present: 10 }), written("decision"), "cohort-administrator"],
    ["more than were there", record("feedback", { responses: 11, marks: 4400, present: 10 }), written("decision"), "moreAnswered"],
    ["nobody answered", record("feedback", { responses: 0, marks: 0, present: 10 }), written("decision"), "cohort-administrator"],
    ["a course's mean of one", record("cycle", { on: today, responses: 8, marks: 800 }), cycles, "officer"],
    ["a course's mean below one", record("cycle", { on: today, responses: 8, marks: 799 }), cycles, "meanOfCourse"],
    ["a course's mean of five", record("cycle", { on: today, responses: 8, marks: 4000 }), cycles, "officer"],
    ["a course's mean above five", record("cycle", { on: today, responses: 8, marks: 4001 }), cycles, "meanOfCourse"],
    ["all steps done or missed", record("checklist", { on: today, done: 8, steps: 10, criticalMissed: 2 }), local, "attester"],
    ["more than there are", record("checklist", { on: today, done: 9, steps: 10, criticalMissed: 2 }), local, "moreSteps"],
    ["no step at all", record("checklist", { on: today, done: 0, steps: 0, criticalMissed: 0 }), local, "moreSteps"],
  ])("%s", (_, one, around, answer) => expect(refused(one, around)).toBe(answer)); // prettier-ignore
});

describe("a sitting is in its days, and twice at most (T6)", () => {
  const ended = "2026-01-01"; // days 21 to 45 are 22 January to 15 February
  const failed: Sitting = { on: "2026-02-10", releasedOn: "2026-02-14", score: 6900 };
  const exam = (own: Partial<StageFacts>) => written("phase-1-exam", { facts: facts({ "phase-1-exam": { endedOn: ended, sittings: [], ...own } }) }); // prettier-ignore
  const sat = (on: CalendarDay, releasedOn: CalendarDay | null = null) => record("sitting", { on, score: 7000, releasedOn }); // prettier-ignore
  test.each<[string, CandidacyRecord, Partial<StageFacts>, string]>([
    ["too early", sat("2026-01-21"), {}, "sitting.window"],
    ["the first day", sat("2026-01-22"), {}, "officer"],
    ["the last day", sat("2026-02-15"), {}, "officer"],
    ["too late", sat("2026-02-16"), {}, "sitting.too-late"],
    ["excused, and in time for it", sat("2026-02-20"), { excusedUntil: "2026-02-20" }, "officer"],
    ["before the course is over", sat("2026-02-01"), { endedOn: null }, "sitting.course-running"],
    ["released before it was sat", sat("2026-02-01", "2026-01-31"), {}, "sitting.released"],
    ["released on a day to come", sat("2026-02-01", "2026-04-21"), {}, "dayToCome"],
    ["released today", sat("2026-02-01", today), {}, "officer"],
    ["released the same day", sat("2026-02-01", "2026-02-01"), {}, "officer"],
    ["again, 13 days after the result", sat("2026-02-27"), { sittings: [failed] }, "sitting.window"],
    ["again, 14 days after it", sat("2026-02-28"), { sittings: [failed] }, "officer"],
    ["again, while the result waits", sat("2026-02-28"), { sittings: [{ ...failed, releasedOn: null }] }, "sitting.result-waiting"],
    ["a third time", sat("2026-04-18"), { sittings: [failed, { ...failed, on: "2026-03-10", releasedOn: "2026-03-12" }] }, "sitting.used-up"],
    ["once passed", sat("2026-03-05"), { sittings: [{ ...failed, score: 7000 }] }, "sitting.passed"],
  ])("%s", (_, one, own, answer) => expect(refused(one, exam(own))).toBe(answer)); // prettier-ignore

  test("says from when to when", () => {
    const answer = recordRefused(sat("2026-01-21"), exam({}), today);
    expect(answer).toMatchObject({ reason: { params: { from: "2026-01-22", until: "2026-02-15" } } });
  });

  test("another marking is the candidate's to ask for, within 14 days and once, and is marked where it was asked for", () => {
    const mine = (own: Partial<StageFacts>) => ({ ...exam(own), held: ["candidate"] as Actor[] });
    const asked: Sitting = { ...failed, remarking: "asked" };
    const ask = (own: Partial<StageFacts>, day: CalendarDay) => refused(record("remarking"), mine(own), day);
    expect(ask({ sittings: [failed] }, "2026-02-28")).toBe("candidate");
    expect(ask({ sittings: [failed] }, "2026-03-01")).toBe("remarking.tooLate");
    expect(recordRefused(record("remarking"), mine({ sittings: [failed] }), "2026-03-01")).toMatchObject({
      reason: { params: { until: "2026-02-28" } },
    });
    expect(ask({ sittings: [asked] }, "2026-02-20")).toBe("remarking.askedBefore");
    expect(ask({ sittings: [] }, "2026-02-20")).toBe("remarking.noResult");
    expect(refused(record("remarked", { score: 7100 }), exam({ sittings: [asked] }))).toBe("officer");
    expect(refused(record("remarked", { score: 7100 }), exam({ sittings: [failed] }))).toBe(
      "remarking.notAsked",
    );
  });

  test("a marking is kept with the day of its sitting; anything else as it is", () => {
    const again: Sitting = { on: "2026-03-10", releasedOn: "2026-03-12", score: 6000 };
    const { stage, facts: known } = exam({ sittings: [{ ...failed, remarking: "asked" }, again] });
    expect(naming(record("remarked", { score: 7100 }), stage, known)).toEqual(
      record("remarked", { score: 7100, sitting: failed.on }),
    );
    const unasked = exam({ sittings: [failed, again] });
    expect(naming(record("remarking"), stage, unasked.facts)).toEqual(
      record("remarking", { sitting: again.on }),
    );
    const tie = record("tie", { personId: "x", tie: "relative" });
    expect(naming(tie, stage, known)).toBe(tie);
    expect(examOf(at("phase-1"), known)).toBeNull();
    expect(examOf(stage, { ...known, stages: {} })).toMatchObject({ sittings: [], exam: { pass: 7000 } });
  });
});

describe("what was written down may be struck out once", () => {
  const entries = [
    { id: "e1", kind: "practice" },
    { id: "e2", kind: "advance" },
    { id: "e3", kind: "strike" },
    { id: "e4", kind: "moved" },
    { id: "e5", kind: "voided" },
  ];
  const strike = (eventId: string, struck: string[] = []) =>
    refused(record("strike", { eventId }), written("phase-2", { entries, struck: new Set(struck) }));
  test("a record, and nothing that followed from an act", () => {
    expect(strike("e1")).toBe("officer");
    expect(strike("e1", ["e1"])).toBe("nothingToStrike");
    for (const other of ["e2", "e3", "e4", "e5", "e6"]) expect(strike(other)).toBe("nothingToStrike");
    expect(["document", "opened", "toString"].map(isStrikeable)).toEqual([true, false, false]);
  });
});

test("an observation is too weak by one criterion or by what the participants said, where its scheme asks for either", () => {
  const weak = (scores: Scores, marks?: number, scheme: Scheme = TRAINER_SCHEME) =>
    isRatedTooWeak(scheme, {
      on: today,
      minutes: 60,
      notes: "",
      scores,
      ...(marks !== undefined && { feedback: { responses: 10, marks, present: 10 } }),
    });
  expect([weak(all(3)), weak(all(5, { C4: 2 }))]).toEqual([false, true]);
  expect([weak(all(3), 3500), weak(all(3), 3499)]).toEqual([false, true]);
  expect(weak(all(1), 1000, FACILITATOR_SCHEME)).toBe(false);
  const entries = [{ id: "o", kind: "observation" }];
  const strike = (stays: string[]) =>
    refused(record("strike", { eventId: "o" }), written("phase-3", { entries, stays: new Set(stays) }));
  expect([strike([]), strike(["o"])]).toEqual(["officer", "ratingStays"]);
});

test("a stage's practice, and on what the last one is judged", () => {
  expect([practiceAsked(at("phase-1")), practiceAsked(at("phase-2")), practiceAsked(at("applied"))]).toEqual([
    "presentation",
    "micro-teaching",
    "presentation",
  ]);
  expect([criteriaOfPractice(at("phase-2")).length, criteriaOfPractice(at("phase-1")).length]).toEqual([9, 0]);
}); // prettier-ignore

describe("people in an event, read as who they are by now", () => {
  /** Words, days and ids of other things: whatever else a record says must be named among the people. */
  const NO_PEOPLE =
    `document fileId words cohortId cohort on endedOn practice releasedOn topics until sitting moduleId
    sectionId title notes of eventId from to tie scores localised feedback ready ledByMasterTrainer data reported
    total microfinanceYears managementYears trainingYears missed madeUp attended held score minutes responses marks
    present done steps criticalMissed`.split(/\s+/);

  test("every field of every record is known as a person's, or as nobody's", () => {
    for (const [kind, schema] of Object.entries(RECORDS)) {
      const people: readonly string[] = (PEOPLE_IN as Record<string, readonly string[]>)[kind] ?? [];
      for (const field of Object.keys(schema.shape))
        expect([kind, field, people.includes(field)]).toEqual([kind, field, !NO_PEOPLE.includes(field)]);
    }
  });

  test("all of them change and nothing else does, whatever the kind", () => {
    const id = fc.string({ minLength: 1 });
    const body = fc.record({
      observedBy: fc.option(id),
      personId: id,
      also: fc.option(fc.array(id), { nil: undefined }),
      excepted: fc.option(fc.array(id), { nil: undefined }),
      notes: fc.string(),
    });
    const kind = fc.constantFrom(...Object.keys(RECORDS), "opened", "advance", "decide-appeal");
    const now = (who: string) => `${who}+`;
    fc.assert(
      fc.property(kind, id, body, (of, personId, said) => {
        const event = { kind: of, by: { personId, as: "officer" }, body: said };
        expect(withPeople(event, (who) => who)).toEqual(event);
        const read = withPeople(event, now);
        expect(peopleIn(read)).toEqual(peopleIn(event).map(now));
        expect(withPeople(read, (who) => who.slice(0, -1))).toEqual(event);
      }),
      { numRuns: runs(10_000) },
    );
  });
});
