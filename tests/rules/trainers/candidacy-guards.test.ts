import { describe, expect, test } from "vitest";
import {
  curesOf,
  decide,
  leaveBy,
  missingNow,
  open,
  panelDecides,
  panelOutcomes,
  replay,
  shownSince,
  type Act,
  type ActKind,
  type Candidacy,
  type Refused,
} from "#app/features/trainers/candidacies/candidacy.ts";
import { readAgainOn, waitsFor } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  NOTHING_YET,
  type CandidateFacts,
  type Sitting,
} from "#app/features/trainers/schemes/requirements.ts";
import type { Actor, Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { act, all, at, facts, file, form, teaching, why } from "#tests/support/candidate.ts";

/* What each guard of domain §6.2 looks at: since when, of whom, on which day. */

const officer = (
  kind: ActKind,
  candidacy: Candidacy,
  on: CalendarDay,
  given?: CandidateFacts,
  more?: object,
) => decide(file(candidacy, given), act(kind, "officer", on, more));
const reason = (answer: ReturnType<typeof decide>): Refused | null => (answer.ok ? null : answer.reason);
const taken = (answer: ReturnType<typeof decide>): Candidacy => {
  if (!answer.ok) throw new Error(answer.reason.key);
  return answer.value;
};

test("an application begins with nothing done", () =>
  expect(open(TRAINER_SCHEME, "candidate", "2026-01-01")).toEqual({
    candidateId: "candidate",
    state: "applied",
    entered: [{ stage: "applied", on: "2026-01-01" }],
    endedOn: null,
    recommended: [],
    advisedAgainst: [],
    waived: [],
    extended: [],
    stopped: [],
    noticed: [],
    ruling: null,
    appealedOn: null,
    overruled: [],
    acts: [],
  }));

describe("no act is dated before what was done", () => {
  const stage = "provisional";
  const last = "2026-05-10";
  test.each<[string, Partial<Candidacy>]>([
    [
      "entered",
      {
        entered: [
          { stage, on: "2026-04-01" },
          { stage, on: last },
        ],
      },
    ],
    ["recommended", { recommended: [{ stage, stay: 0, by: "master-trainer", on: last }] }],
    ["advised against", { advisedAgainst: [{ stage, stay: 0, by: "master-trainer", on: last }] }],
    ["waived", { waived: [{ stage, stay: 0, kind: "attendance", on: last }] }],
    [
      "extended",
      {
        extended: [
          { stage, stay: 0, on: last },
          { stage, stay: 0, on: "2026-04-02" },
        ],
      },
    ],
    ["noticed", { noticed: [{ stage, stay: 0, on: last }] }],
    ["the clock stopped", { stopped: [{ from: last, until: null }] }],
    ["the clock started", { stopped: [{ from: "2026-04-02", until: last }] }],
  ])("%s", (_, own) => {
    const candidacy = { ...at(stage), ...own };
    expect(reason(officer("withdraw", candidacy, "2026-05-09"))).toEqual({
      key: "beforeTheLast",
      unmet: [],
      bars: [],
      day: last,
    });
    expect(why(officer("withdraw", candidacy, last))).toBe("taken");
  });
});

describe("a recommendation", () => {
  /** Phase II was repeated, and entered anew, all on one day. */
  const recommended = (...rows: Candidacy["recommended"]) => ({
    ...at("phase-2", "2026-04-10"),
    entered: ["phase-2", "phase-2-eligible", "phase-2"].map((stage) => ({ stage, on: "2026-04-10" })),
    recommended: rows,
  });
  const by = (who: string, stay = 2, stage = "phase-2") => ({ stage, stay, by: who, on: "2026-04-10" });
  test.each<[string, Candidacy["recommended"], string]>([
    ["of this round, on the day it began", [by("master-trainer")], "taken"],
    ["of the round before, on that very day", [by("master-trainer", 0)], "noRecommendationYet"],
    ["of another stage", [by("master-trainer", 2, "phase-1")], "noRecommendationYet"],
    ["of who decides", [by("officer")], "recommendedByDecider"],
    ["of who decides and of another", [by("officer"), by("master-trainer")], "taken"],
  ])("%s", (_, rows, answer) =>
    expect(why(officer("advance", recommended(...rows), "2026-04-20"))).toBe(answer),
  );
});

test("each act belongs to somebody, and a candidate has one only", () => {
  const by = (kind: ActKind, stage: string, as: Actor, more: object = {}) =>
    why(decide(file(at(stage)), act(kind, as, "2026-04-02", more)));
  expect(by("repeat", "decision", "master-trainer")).toBe("notYours");
  expect(by("waive", "phase-1", "master-trainer", { requirement: "attendance" })).toBe("notYours");
  expect(by("extend", "provisional", "master-trainer")).toBe("notYours");
  expect(by("start-clock", "provisional", "master-trainer")).toBe("notYours");
  expect(by("give-notice", "provisional", "master-trainer")).toBe("notYours");
  expect(by("recommend", "phase-2", "officer")).toBe("notYours");
  expect(by("withdraw", "phase-2", "master-trainer")).toBe("notYours");
  expect(by("decline", "admitted", "officer")).toBe("alreadyAdmitted");
  // T3: with a reason of the list, beside the words; of what was declined before there was one, it stays declined.
  const uncoded = act("decline", "officer", "2026-04-02", { code: undefined });
  expect(why(decide(file(at("applied")), uncoded))).toBe("declineCode");
  expect(by("decline", "applied", "officer")).toBe("taken");
  expect(replay(TRAINER_SCHEME, at("applied"), [uncoded]).state).toBe("declined");
  const ownOffice = { by: { personId: "candidate", as: "officer" } };
  expect(by("withdraw", "phase-2", "officer", ownOffice)).toBe("ownRecord");
  const barred = decide(
    file(at("decision")),
    act("advance", "officer", "2026-04-02", { bars: ["assessed"] }),
  );
  expect(reason(barred)?.bars).toEqual(["assessed"]);
});

describe("the last day to leave a stage", () => {
  const waiting = at("provisional", "2026-04-01");

  test("is the last day", () => {
    expect(leaveBy(TRAINER_SCHEME, waiting)).toBe("2027-04-01");
    const advance = (on: CalendarDay) => decide(file(waiting), act("advance", "cohort-administrator", on));
    expect(why(advance("2027-04-01"))).toBe("taken");
    expect(reason(advance("2027-04-02"))).toMatchObject({ key: "deadlinePassed", day: "2027-04-01" });
    expect(why(officer("give-notice", at("phase-1"), "2030-01-01"))).toBe("notOverdue"); // has none
  });

  test("moves by the days the clock stood in this stage", () => {
    const stood = (from: CalendarDay, until: CalendarDay) =>
      leaveBy(TRAINER_SCHEME, { ...waiting, stopped: [{ from, until }] });
    expect(stood("2026-04-01", "2026-04-11")).toBe("2027-04-11");
    expect(stood("2026-04-06", "2026-04-11")).toBe("2027-04-06");
    // Stopped in an earlier stage: of it the days since this one began.
    expect(stood("2026-03-22", "2026-04-11")).toBe("2027-04-11");
    expect(stood("2025-03-01", "2026-12-01")).toBe("2027-12-01");
    expect(stood("2026-03-22", "2026-03-31")).toBe("2027-04-01");
  });

  test("a clock that stands is started by the next stage, which has a clock of its own", () => {
    const standing = taken(officer("stop-clock", waiting, "2026-05-01"));
    const moved = taken(decide(file(standing), act("advance", "cohort-administrator", "2026-06-01")));
    expect(moved.stopped).toEqual([{ from: "2026-05-01", until: "2026-06-01" }]);
    expect(leaveBy(TRAINER_SCHEME, moved)).toBe("2027-06-01");
    const weak = facts({ "phase-2": { practices: [teaching(), teaching(all(2))] } });
    const inPhase2 = taken(officer("stop-clock", at("phase-2"), "2026-05-01"));
    const repeated = taken(officer("repeat", inPhase2, "2026-06-01", weak));
    expect(repeated.stopped).toEqual([{ from: "2026-05-01", until: "2026-06-01" }]);
  });

  test("the clock is stopped once, and runs again", () => {
    expect(why(officer("start-clock", waiting, "2026-05-01"))).toBe("clockRuns");
    const standing = taken(officer("stop-clock", waiting, "2026-05-01"));
    expect(standing.stopped).toEqual([{ from: "2026-05-01", until: null }]);
    expect(why(officer("stop-clock", standing, "2026-05-02"))).toBe("clockStands");
    const running = taken(officer("start-clock", standing, "2026-05-11"));
    expect(running.stopped).toEqual([{ from: "2026-05-01", until: "2026-05-11" }]);
    expect(leaveBy(TRAINER_SCHEME, running)).toBe("2027-04-11");
    const again = taken(
      officer("start-clock", taken(officer("stop-clock", running, "2026-06-01")), "2026-06-05"),
    );
    expect(again.stopped).toEqual([...running.stopped, { from: "2026-06-01", until: "2026-06-05" }]);
  });

  test("until it is over nobody is failed for being slow; then 30 days after notice of this round", () => {
    const notEnrolled = facts({ provisional: { enrolledOn: null } });
    const fail = (on: CalendarDay, noticed: Candidacy["noticed"] = []) =>
      officer("fail", { ...waiting, noticed }, on, notEnrolled);
    expect(why(fail("2027-04-01"))).toBe("canStillMend enrolled");
    expect(why(fail("2027-04-02"))).toBe("noNotice");
    expect(why(fail("2027-06-01", [{ stage: "phase-2-eligible", stay: 0, on: "2027-04-02" }]))).toBe(
      "noNotice",
    );
    expect(reason(fail("2027-05-01", [{ stage: "provisional", stay: 0, on: "2027-04-02" }]))?.day).toBe(
      "2027-05-02",
    );
  });
});

test("who was told of a deadline that was put off since is told of the new one before they are failed (T17)", () => {
  const notEnrolled = facts({ provisional: { enrolledOn: null } });
  const told: Candidacy = {
    ...at("provisional", "2026-04-01"),
    noticed: [{ stage: "provisional", stay: 0, on: "2027-04-05" }],
  };
  const extended = { ...told, extended: [{ stage: "provisional", stay: 0, on: "2027-04-20" }] };
  const stood = { ...told, stopped: [{ from: "2027-04-10", until: "2027-07-10" }] };
  const fail = (candidacy: Candidacy, on: CalendarDay) => why(officer("fail", candidacy, on, notEnrolled));
  expect(leaveBy(TRAINER_SCHEME, extended)).toBe("2027-10-01");
  expect(fail(extended, "2027-10-02")).toBe("noNotice");
  expect(fail(stood, "2027-08-01")).toBe("noNotice");
  const newly = [...told.noticed, { stage: "provisional", stay: 0, on: "2027-10-02" }];
  expect(fail({ ...extended, noticed: newly }, "2027-10-31")).toBe("noticeRuns");
  expect(fail({ ...extended, noticed: newly }, "2027-11-01")).toBe("taken");
});

describe("what is shown counts since it was decided that the candidate goes on, or back", () => {
  const since = (...entered: [string, string, object?][]) =>
    shownSince(TRAINER_SCHEME, {
      entered: entered.map(([stage, day, more]) => ({ stage, on: `2026-${day}`, ...more })),
    });
  test.each<[string, string, Parameters<typeof since>]>([
    ["the application", "01-05", [["applied", "01-05"]]],
    ["admitted, and seated later", "02-01", [["applied", "01-05"], ["admitted", "02-01"], ["phase-1", "02-10"]]],
    ["the exam follows by itself", "02-01", [["admitted", "02-01"], ["phase-1", "02-10"], ["phase-1-exam", "03-01"]]],
    ["let on by the officer", "05-01", [["phase-1-exam", "03-01"], ["phase-2-eligible", "05-01"], ["phase-2", "06-01"]]],
    ["sent back to the course", "07-01", [["phase-2-eligible", "05-01"], ["phase-2", "06-01"], ["phase-2-eligible", "07-01"], ["phase-2", "07-20"]]],
    ["sent back to the practicum", "09-01", [["provisional", "07-01"], ["phase-3", "07-20"], ["decision", "08-20"], ["phase-3", "09-01"]]],
    ["set aside: as before it", "07-01", [["provisional", "07-01"], ["phase-3", "07-20"], ["phase-3", "09-01", { again: true, stay: 1 }]]],
    ["taken again", "09-01", [["provisional", "07-01"], ["phase-3", "07-20"], ["phase-3", "09-01", { again: true }]]],
  ])("%s", (_, day, entered) => expect(since(...entered)).toBe(`2026-${day}`)); // prettier-ignore
});

test("an extension or a waiver of an earlier round does not count", () => {
  const again = (stage: string) => ({
    ...at(stage, "2026-04-10"),
    entered: [stage, stage].map((entered) => ({ stage: entered, on: "2026-04-10" })),
  });
  const on = "2026-04-10";
  const extended = (stay: number) => ({
    ...again("provisional"),
    extended: [{ stage: "provisional", stay, on }],
  });
  expect([0, 1].map((stay) => leaveBy(TRAINER_SCHEME, extended(stay)))).toEqual(["2027-04-10", "2027-10-10"]);
  const owes = facts({
    "phase-1": { halfDays: { missed: 3, madeUp: 0 }, debriefs: { attended: 1, held: 2 } },
  });
  const still = (stay: number) =>
    missingNow(
      file({ ...again("phase-1"), waived: [{ stage: "phase-1", stay, kind: "attendance", on }] }, owes),
      "2026-04-20",
    ).map(({ kind }) => kind);
  expect(still(1)).toEqual(["debriefs"]); // one thing is waived, and not the other
  expect(still(0)).toEqual(["attendance", "debriefs"]);
});

describe("not strong enough", () => {
  const decision = (own: object) => facts({ "phase-3": own });
  /** Each stage entered once, as somebody who comes to the decision for the first time has. */
  const first: Candidacy = {
    ...at("decision"),
    entered: TRAINER_SCHEME.stages.map(({ id }) => ({ stage: id, on: "2026-04-01" })),
  };
  const three = all(4, { C1: 2, C2: 2, C3: 2 });
  const four = all(4, { C1: 2, C2: 2, C3: 2, C4: 2 });
  const poorly = { responses: 8, marks: 8 * 300, present: 20 };

  test.each<[string, ActKind, object, string]>([
    ["three criteria go back", "repeat", { scores: three }, "taken"],
    ["and are not failed before that", "fail", { scores: three }, "repeatFirst criteria.below"],
    ["four do not go back", "repeat", { scores: four }, "tooManyWeak criteria.below"],
    ["and are failed", "fail", { scores: four }, "taken"],
    ["four, and poorly rated, are failed too", "fail", { scores: four, feedback: poorly }, "taken"],
    ["poorly rated goes back", "repeat", { feedback: poorly }, "taken"],
    [
      "much that is not criteria counts for no criterion",
      "repeat",
      { scores: three, bars: ["relative", "same-employer", "own-trainer", "line-manager"] },
      "taken",
    ],
    ["poorly rated is not failed before that", "fail", { feedback: poorly }, "repeatFirst feedback.mean"],
    [
      "an assessor who should not have is another's to mend",
      "fail",
      { bars: ["relative"] },
      "canStillMend impartial",
    ],
  ])("%s", (_, kind, own, answer) =>
    expect(why(officer(kind, first, "2026-04-20", decision(own)))).toBe(answer),
  );

  test("whatever the last stage is called, it is repeated before anybody is failed there", () => {
    const last = { ...TRAINER_SCHEME.stages.at(-1)!, id: "verdict" };
    const scheme = { ...TRAINER_SCHEME, stages: [...TRAINER_SCHEME.stages.slice(0, -1), last] };
    const entered = scheme.stages.map(({ id }) => ({ stage: id, on: "2026-04-01" }));
    const candidacy = { ...at("verdict", "2026-04-01", scheme), entered };
    const known = {
      ...facts(),
      stages: { verdict: { ...NOTHING_YET, scores: three, report: "accepted" as const } },
    };
    const poor = { ...known.stages.verdict, feedback: { responses: 8, marks: 8 * 400, present: 10 } };
    const given = file(candidacy, { ...known, stages: { verdict: poor } }, scheme);
    expect(why(decide(given, act("fail", "officer", "2026-04-20")))).toBe("repeatFirst criteria.below");
  });

  test("T10: after phase II the officer may let repeat, or end it", () => {
    const weak = facts({ "phase-2": { practices: [teaching(), teaching(all(2))] } });
    expect(why(officer("repeat", at("phase-2"), "2026-04-20", weak))).toBe("taken");
    expect(why(officer("fail", at("phase-2"), "2026-04-20", weak))).toBe("taken");
  });

  test("T10: nor is it the figures alone: whoever would recommend them may advise against, with reasons", () => {
    const bare = { ...at("phase-2", "2026-04-10"), recommended: [] };
    const advise = (candidacy: Candidacy, as: Actor = "master-trainer") =>
      decide(file(candidacy), act("advise-against", as, "2026-04-12"));
    const answers = (candidacy: Candidacy) =>
      (["advance", "repeat", "fail"] as const).map((kind) => why(officer(kind, candidacy, "2026-04-20")));
    expect(answers(bare)).toEqual(["noRecommendationYet", "nothingMissing", "canStillMend"]);
    const advised = taken(advise(bare));
    expect(answers(advised)).toEqual(["advisedAgainst", "taken", "taken"]);
    expect(why(advise(bare, "officer"))).toBe("notYours");
    expect(why(advise(at("provisional")))).toBe("noRecommendation");
    // Their last word counts, and another's recommendation is beside it.
    const recommended = taken(decide(file(advised), act("recommend", "master-trainer", "2026-04-12")));
    expect([recommended.advisedAgainst, answers(recommended)[0]]).toEqual([[], "taken"]);
    expect(taken(advise(recommended)).recommended).toEqual([]);
    const another = [{ stage: "phase-2", stay: 0, by: "second", on: "2026-04-11" }];
    expect(answers({ ...advised, recommended: another })).toEqual(["taken", "taken", "taken"]);
    // Of the round before it says nothing, and a second repeat there is not.
    const twiceThere = [bare.entered[0]!, bare.entered[0]!];
    const before = { ...bare, entered: twiceThere, advisedAgainst: another };
    expect(answers(before)[1]).toBe("nothingMissing");
    const entered = ["phase-2-eligible", "phase-2-eligible", "phase-2"].map((stage) => ({
      stage,
      on: "2026-04-10",
    }));
    const inThird = { ...advised, entered, advisedAgainst: [{ ...another[0]!, stay: 2 }] };
    expect(answers(inThird)).toEqual(["advisedAgainst", "repeatsUsed", "taken"]);
  });

  test("T7: used up or not ready is final, whatever else could still be mended", () => {
    const twice = [
      { on: "2026-03-20", releasedOn: "2026-03-21", score: 6000 },
      { on: "2026-03-30", releasedOn: "2026-03-31", score: 6000 },
    ];
    const usedUp = facts({ "phase-1-exam": { sittings: twice, form: null } });
    expect(why(officer("fail", at("phase-1-exam"), "2026-04-15", usedUp))).toBe("taken");
    const notReady = facts({ "phase-1": { form: form(all(4), false) }, "phase-1-exam": { form: form(all(4), false) } }); // prettier-ignore
    expect(why(officer("fail", at("phase-1-exam"), "2026-04-20", notReady))).toBe("taken");
    expect(why(officer("advance", at("phase-1-exam"), "2026-04-20", notReady))).toBe("missing form.notReady");
    // T5 asks that it is filed: whoever is not ready leaves the course, and nobody ends the file there for it.
    const course = (kind: "advance" | "fail", as: Actor) =>
      why(decide(file(at("phase-1"), notReady), act(kind, as, "2026-04-20")));
    expect([course("advance", "system"), course("fail", "officer")]).toEqual(["taken", "canStillMend"]);
    const noForm = facts({ "phase-1-exam": { form: null } });
    expect(why(officer("fail", at("phase-1-exam"), "2026-04-20", noForm))).toBe("canStillMend form.none");
  });

  test("T7: while the last result may be marked again nobody is refused, and the file is the candidate's", () => {
    const asked = { on: "2026-03-30", releasedOn: "2026-04-01", score: 6990 };
    const sittings = [{ on: "2026-03-10", releasedOn: "2026-03-12", score: 6000 }, asked];
    const given = (last: Sitting) => facts({ "phase-1-exam": { sittings: [sittings[0]!, last] } });
    const fail = (last: Sitting, on: CalendarDay) => officer("fail", at("phase-1-exam"), on, given(last));
    expect(reason(fail(asked, "2026-04-15"))).toMatchObject({ key: "remarkingPossible", day: "2026-04-15" });
    expect(why(fail(asked, "2026-04-16"))).toBe("taken");
    expect(why(fail({ ...asked, remarking: "asked" }, "2026-04-16"))).toBe("remarkingOpen");
    expect(why(fail({ ...asked, remarking: "done" }, "2026-04-02"))).toBe("taken");
    const here = file(at("phase-1-exam"), given(asked));
    expect(["2026-04-15", "2026-04-16"].map((day) => waitsFor(here, day))).toEqual(["file", "decision"]);
    expect(readAgainOn(here, "2026-04-02")).toBe("2026-04-16");
    // Whoever is not ready either keeps the fourteen days too.
    const notReady = facts({ "phase-1-exam": { sittings, form: form(all(4), false) } });
    expect(why(officer("fail", at("phase-1-exam"), "2026-04-15", notReady))).toBe("remarkingPossible");
  });
});

test("under a scheme without a floor nobody is certified, and whoever is on the way goes on", () => {
  const floorless: Scheme = {
    ...TRAINER_SCHEME,
    stages: TRAINER_SCHEME.stages.map((stage) => ({
      ...stage,
      asks: stage.asks.filter(({ kind }) => kind !== "criteria-floor"),
    })),
  };
  const advance = (stage: string) =>
    why(decide({ ...file(at(stage)), scheme: floorless }, act("advance", stageOf(floorless, stage)!.decidedBy, "2026-04-02"))); // prettier-ignore
  expect(advance("decision")).toBe("schemeNotSound");
  expect(["applied", "phase-2", "provisional"].map(advance)).toEqual(["taken", "taken", "taken"]);
});

describe("a panel of three", () => {
  const byPanel: Scheme = {
    ...TRAINER_SCHEME,
    stages: TRAINER_SCHEME.stages.map((stage) => ({ ...stage, panel: true })),
  };
  const said = (kind: ActKind, panel: Act["panel"], scheme = TRAINER_SCHEME, who: Actor = "officer") =>
    why(decide({ ...file(at("decision")), scheme }, act(kind, who, "2026-04-02", { panel })));

  test("decides where the scheme says so, and where one sits", () => {
    expect(said("advance", undefined)).toBe("taken");
    expect([said("advance", "called"), said("fail", "called")]).toEqual(["panelFirst", "panelFirst"]);
    expect(said("advance", undefined, byPanel)).toBe("panelFirst");
    expect(said("advance", "advance", byPanel)).toBe("taken");
    // What is not decided needs no panel, nor what another decides.
    expect(said("waive", "called")).not.toBe("panelFirst");
    expect(said("withdraw", "called")).toBe("taken");
    expect(said("advance", "called", TRAINER_SCHEME, "cohort-administrator")).toBe("notYours");
    expect(byPanel.stages.filter(panelDecides).map(({ id }) => id)).toEqual(
      byPanel.stages.filter(({ decidedBy }) => decidedBy === "officer").map(({ id }) => id),
    );
    const file3 = { ...file(at("phase-3")), scheme: byPanel };
    expect(why(decide(file3, act("advance", "cohort-administrator", "2026-04-02")))).not.toBe("panelFirst");
  });

  test("is entered as what it decided, and as nothing else", () => {
    for (const kind of ["advance", "repeat", "fail", "decline"] as const)
      for (const panel of ["advance", "repeat", "fail", "decline"] as const)
        expect(said(kind, panel) === "panelSaid").toBe(kind !== panel);
  });

  test("certifies nobody who lacks something", () => {
    const lacking = file(at("decision"), facts({ "phase-3": { scores: all(4, { C1: 2 }) } }));
    const act1 = act("advance", "officer", "2026-04-02", { panel: "advance" });
    expect(reason(decide(lacking, act1))?.key).toBe("missing");
  });

  test("votes for what the officer could do there, or for nothing yet", () => {
    const of = (id: string) => panelOutcomes(TRAINER_SCHEME, stageOf(TRAINER_SCHEME, id)!);
    expect(of("applied")).toEqual(["advance", "decline", "fail", "stay"]);
    expect(of("decision")).toEqual(["advance", "repeat", "fail", "stay"]);
    expect(of("phase-3")).toEqual(["fail", "stay"]);
  });
});

test("what an officer may waive says so, whatever else mends it", () => {
  expect(curesOf({ kind: "debriefs", cure: "do" })).toEqual(["do", "officer-may-waive"]);
  expect(curesOf({ kind: "practice", cure: "do" })).toEqual(["do", "officer-may-waive"]);
  expect(curesOf({ kind: "selection", cure: "officer-may-waive" })).toEqual(["officer-may-waive"]);
  expect(curesOf({ kind: "criteria-floor", cure: "repeat" })).toEqual(["repeat"]);
});

test("whoever thinks otherwise of a candidate takes back what they said in that stage, and nobody else's word", () => {
  const by = (personId: string) => ({ by: { personId, as: "master-trainer" as const } });
  const says = (kind: "recommend" | "advise-against", who: string) =>
    act(kind, "master-trainer", "2026-04-10", by(who));
  const before = {
    ...at("phase-2"),
    recommended: [{ stage: "phase-1", stay: 0, by: "lina", on: "2026-03-01" }],
  };
  const after = (...acts: Act[]) => {
    const { recommended, advisedAgainst } = replay(TRAINER_SCHEME, before, acts);
    const said = (rows: typeof recommended) => rows.map((row) => `${row.by} ${row.stage}`);
    return [said(recommended), said(advisedAgainst)];
  };
  const both = [says("recommend", "lina"), says("recommend", "kwame")];
  expect(after(...both)).toEqual([["lina phase-1", "lina phase-2", "kwame phase-2"], []]);
  expect(after(...both, says("advise-against", "lina"))).toEqual([
    ["lina phase-1", "kwame phase-2"],
    ["lina phase-2"],
  ]);
  expect(
    after(says("advise-against", "lina"), says("advise-against", "kwame"), says("recommend", "lina")),
  ).toEqual([["lina phase-1", "lina phase-2"], ["kwame phase-2"]]);
});
