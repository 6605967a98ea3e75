import { describe, expect, test } from "vitest";
import {
  appealsOf,
  decide,
  isExtended,
  isWaived,
  openToAppeal,
  recommendedHere,
  replay,
  setAsideHere,
  type Act,
  type ActKind,
  type Candidacy,
} from "#app/features/trainers/candidacies/candidacy.ts";
import {
  readHistory,
  type ActEntry,
  type Entry,
} from "#app/features/trainers/candidacies/candidacy-history.ts";
import { newsOf } from "#app/features/trainers/candidacies/candidacy-news.ts";
import { waitsFor } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { FIRST_SCHEMES, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import type { AppealOutcome } from "#app/features/trainers/certifications/certification-status.ts";
import type { CandidateFacts } from "#app/features/trainers/schemes/requirements.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { act, all, at, facts, file, why } from "#tests/support/candidate.ts";

const DAY = "2026-04-02";
const taken = (answer: ReturnType<typeof decide>): Candidacy => {
  if (!answer.ok) throw new Error(answer.reason.key);
  return answer.value;
};
const weak = facts({ "phase-3": { scores: all(4, { C1: 2, C2: 2, C3: 2, C4: 2 }) } });
const failed = (given: CandidateFacts = weak): Candidacy =>
  taken(decide(file(at("decision"), given), act("fail", "officer", DAY)));
const appealed = (since: CalendarDay = DAY): Candidacy =>
  taken(decide(file(failed(), weak), act("appeal", "candidate", since)));
const another = { by: { personId: "another", as: "officer" as const } };
const panel = (outcome: AppealOutcome, more: object = {}): Act =>
  act("decide-appeal", "officer", "2026-04-20", { outcome, panel: "decide-appeal", ...another, ...more });

test("of the repeats a candidate had, only the one that was set aside is not spent", () => {
  const acts = [
    act("advance", "master-trainer", "2026-04-02"),
    act("repeat", "officer", "2026-04-03"),
    act("advance", "master-trainer", "2026-04-04"),
    act("repeat", "officer", "2026-04-05"),
    act("appeal", "candidate", "2026-04-06"),
    panel("overturned"),
  ];
  const { entered } = replay(TRAINER_SCHEME, at("phase-3"), acts);
  expect(entered.map(({ stage, again = false, stay }) => [stage, again, stay])).toEqual([
    ["phase-3", false, undefined],
    ["decision", false, undefined],
    ["phase-3", false, undefined],
    ["decision", false, undefined],
    ["phase-3", true, undefined],
    ["decision", true, 3],
  ]);
});

describe("who appeals, against what, and until when", () => {
  test("the candidate, once, within thirty days", () => {
    const ask = (on: CalendarDay, more: object = {}) =>
      why(decide(file(failed(), weak), act("appeal", "candidate", on, more)));
    expect([ask("2026-05-02"), ask("2026-05-03")]).toEqual(["taken", "appealOver"]);
    expect(ask(DAY, { by: { personId: "other", as: "candidate" } })).toBe("notYours");
    expect(ask(DAY, { by: { personId: "other", as: "officer" } })).toBe("notYours");
    expect(why(decide(file(appealed(), weak), act("appeal", "candidate", DAY)))).toBe("appealWaits");
    expect(openToAppeal(failed(), "2026-05-02")).toMatchObject({ kind: "fail", stage: "decision" });
    expect([openToAppeal(failed(), "2026-05-03"), openToAppeal(appealed(), DAY)]).toEqual([null, null]);
  });

  test("what an officer decided against them, and nothing else", () => {
    const after = (kind: ActKind, stage: string, by: "officer" | "candidate", given = facts()) =>
      taken(decide(file(at(stage), given), act(kind, by, DAY))).ruling?.kind ?? null;
    expect(after("decline", "applied", "officer")).toBe("decline");
    expect(after("withdraw", "phase-2", "officer")).toBe("withdraw");
    expect(after("repeat", "decision", "officer", facts({ "phase-3": { scores: all(4, { C1: 2 }) } }))).toBe("repeat"); // prettier-ignore
    expect(after("withdraw", "phase-2", "candidate")).toBeNull();
    expect(after("advance", "phase-2", "officer")).toBeNull();
    const nothing = act("appeal", "candidate", DAY);
    expect(why(decide(file(at("phase-2")), nothing))).toBe("nothingToAppeal");
  });

  test("nobody's move but their own ends it in its thirty days; certified, nothing is left of it", () => {
    const given = facts({ "phase-3": { scores: all(4, { C1: 2 }) } });
    const sent = taken(decide(file(at("decision"), given), act("repeat", "officer", DAY)));
    const on = taken(decide(file(sent), act("advance", "master-trainer", DAY)));
    const ask = (day: CalendarDay) => why(decide(file(on), act("appeal", "candidate", day)));
    expect([ask("2026-05-02"), ask("2026-05-03")]).toEqual(["taken", "appealOver"]);
    expect(taken(decide(file(on), act("withdraw", "candidate", DAY))).ruling).toBeNull();
    const certified = taken(decide(file(on), act("advance", "officer", DAY)));
    expect([certified.state, certified.ruling]).toEqual(["certified", null]);
  });
});

describe("while an appeal waits", () => {
  test("the decision counts, it is the panel's turn, and nothing moves the candidate but themselves", () => {
    const given = facts({ "phase-3": { scores: all(4, { C1: 2 }) } });
    const sent = taken(decide(file(at("decision"), given), act("repeat", "officer", DAY)));
    const waiting = taken(decide(file(sent, given), act("appeal", "candidate", DAY)));
    expect([waiting.state, waitsFor(file(waiting, given), DAY)]).toEqual(["phase-3", "appeal"]);
    const moves = (kind: ActKind, by: "officer" | "master-trainer" | "candidate") =>
      why(decide(file(waiting), act(kind, by, DAY)));
    expect([moves("advance", "master-trainer"), moves("fail", "officer"), moves("withdraw", "officer")]).toEqual(["appealWaits", "appealWaits", "appealWaits"]); // prettier-ignore
    expect(moves("withdraw", "candidate")).toBe("taken");
    expect(appealed().state).toBe("not-certified");
    expect(waitsFor(file(appealed(), weak), DAY)).toBe("appeal");
  });

  test("nobody decides it alone, nor whoever decided what it is about", () => {
    const say = (outcome: AppealOutcome, more: object = {}) =>
      why(decide(file(appealed(), weak), panel(outcome, more)));
    expect(say("overturned")).toBe("taken");
    expect(say("overturned", { panel: undefined })).toBe("panelFirst");
    expect(say("overturned", { by: { personId: "officer", as: "officer" } })).toBe("barred");
    expect(say("overturned", { by: { personId: "another", as: "master-trainer" } })).toBe("notYours");
    expect(say("overturned", { bars: ["same-employer"] })).toBe("barred");
    expect(why(decide(file(failed(), weak), panel("upheld")))).toBe("noAppeal");
  });
});

describe("what becomes of it", () => {
  test.each(
    FIRST_SCHEMES.flatMap((scheme) =>
      appealsOf(scheme).flatMap(({ from, act: kind, outcomes }) =>
        outcomes.map(([outcome, to]) => [scheme.id, kind, from, outcome, to, scheme] as const),
      ),
    ),
  )("%s, %s at %s, %s: %s", (_, kind, from, outcome, to, scheme) => {
    const ended = kind === "repeat" ? to : { fail: "not-certified", decline: "declined", withdraw: "withdrawn" }[kind]; // prettier-ignore
    const ruling = { act: "r", kind, stage: from, stay: 0, on: DAY, by: "officer" };
    const state = outcome === "upheld" ? to : ended;
    const waiting = { ...at(from, DAY, scheme), state, ruling, appealedOn: DAY, endedOn: DAY };
    const after = taken(decide(file(waiting, facts(), scheme), panel(outcome)));
    expect([after.state, after.ruling, after.appealedOn]).toEqual([to, null, null]);
    expect(after.overruled).toEqual(outcome === "upheld" ? [] : [ruling]);
    expect(after.endedOn).toBe(outcome === "upheld" ? DAY : null);
  });

  test("set aside: somebody else decides anew, and still nobody is let on who lacks something", () => {
    const back = taken(decide(file(appealed(), weak), panel("overturned")));
    const decides = (kind: ActKind, given: CandidateFacts, more: object = {}) =>
      why(decide(file(back, given), act(kind, "officer", "2026-04-21", more)));
    expect(setAsideHere(back).map(({ by }) => by)).toEqual(["officer"]);
    expect(decides("advance", facts())).toBe("barred");
    expect(decides("stop-clock", facts())).toBe("barred");
    expect(decides("advance", weak, another)).toBe("missing criteria.below");
    expect(decides("advance", facts(), another)).toBe("taken");
    expect(decides("fail", weak, another)).toBe("taken");
  });

  test("the step again is no repeat: that is still there", () => {
    const again = taken(decide(file(appealed(), weak), panel("redo")));
    const given = facts({ "phase-3": { scores: all(4, { C1: 2 }) } });
    const there = taken(decide(file(again), act("advance", "master-trainer", "2026-05-20")));
    expect([again.state, there.state]).toEqual(["phase-3", "decision"]);
    expect(why(decide(file(there, given), act("repeat", "officer", "2026-05-21", another)))).toBe("taken");
    expect(why(decide(file(there, given), act("repeat", "officer", "2026-05-21")))).toBe("barred");
  });

  test.each(["overturned", "redo"] as const)("a repeat that was set aside (%s) is not spent", (outcome) => {
    const given = facts({ "phase-3": { scores: all(4, { C1: 2 }) } });
    const start = { ...at("phase-3"), recommended: [] };
    const there = taken(decide(file(start), act("advance", "master-trainer", DAY)));
    const sent = taken(decide(file(there, given), act("repeat", "officer", DAY)));
    const waiting = taken(decide(file(sent, given), act("appeal", "candidate", DAY)));
    const back = taken(decide(file(waiting, given), panel(outcome)));
    const decided = outcome === "redo" ? taken(decide(file(back), act("advance", "master-trainer", "2026-04-21"))) : back; // prettier-ignore
    const third = { by: { personId: "third", as: "officer" as const } };
    const say = (kind: ActKind) =>
      why(decide(file(decided, given), act(kind, "officer", "2026-04-22", third)));
    expect([say("repeat"), say("fail").split(" ")[0]]).toEqual(["taken", "repeatFirst"]);
    const upheld = taken(decide(file(waiting, given), panel("upheld")));
    const later = taken(decide(file(upheld), act("advance", "master-trainer", "2026-04-21")));
    expect(why(decide(file(later, given), act("repeat", "officer", "2026-04-22", third)))).toBe(
      "repeatsUsed",
    );
  });

  test("set aside: what was waived, recommended and given in the stay it was about counts; its days begin anew", () => {
    const stay = at("decision", "2026-01-10");
    const waived = [{ stage: "decision", stay: 0, kind: "attendance" as const, on: "2026-02-01" }];
    const extended = [{ stage: "decision", stay: 0, on: "2026-02-01" }];
    const before = taken(decide(file({ ...stay, waived, extended }, weak), act("fail", "officer", DAY)));
    const waiting = taken(decide(file(before, weak), act("appeal", "candidate", DAY)));
    const [back, again] = [taken(decide(file(waiting), panel("overturned"))), taken(decide(file(waiting), panel("redo")))]; // prettier-ignore
    expect([isWaived(back, "attendance"), recommendedHere(back).length, isExtended(back)]).toEqual([
      true,
      1,
      true,
    ]);
    expect([isWaived(again, "attendance"), recommendedHere(again).length, isExtended(again)]).toEqual([false, 0, false]); // prettier-ignore
    expect(waitsFor(file(back), "2026-04-21")).toBe("decision");
    expect(why(decide(file(back), act("advance", "officer", "2026-04-21", another)))).toBe("taken");
    // Set aside a second time, it is the first stay still.
    const failed = taken(decide(file(back, weak), act("fail", "officer", "2026-04-21", another)));
    const appeal = taken(decide(file(failed, weak), act("appeal", "candidate", "2026-04-21")));
    const third = { ...another, by: { personId: "third", as: "officer" as const } };
    const twice = taken(decide(file(appeal), { ...panel("overturned", third), on: "2026-04-25" }));
    expect([isWaived(twice, "attendance"), twice.entered.at(-1)]).toEqual([
      true,
      { stage: "decision", on: "2026-04-25", again: true, stay: 0 },
    ]);
  });

  test("is told: that it arrived and when it is decided, and how", () => {
    const said = (one: Act, before: Candidacy) => newsOf(file(before, weak), one, taken(decide(file(before, weak), one))); // prettier-ignore
    expect(said(act("fail", "officer", DAY), at("decision"))).toMatchObject({ kind: "failed", appealUntil: "2026-05-02" }); // prettier-ignore
    expect(said(act("appeal", "candidate", DAY), failed())).toMatchObject({ kind: "appealed", due: addDays(DAY, 45), appealUntil: null }); // prettier-ignore
    expect(said(panel("upheld"), appealed())).toMatchObject({ kind: "appeal-upheld", due: null, again: { at: "applied" } }); // prettier-ignore
    expect(said(panel("redo"), appealed())).toMatchObject({ kind: "appeal-redo", state: "phase-3", again: null }); // prettier-ignore
  });
});

describe("what counts afterwards", () => {
  let count = 0;
  const entry = (kind: string, on: CalendarDay, body: object = {}, by: object = { personId: "officer", as: "officer" }) =>
    ({ id: `e${(count += 1)}`, kind, on, by, reason: "", body }) as Entry; // prettier-ignore
  const opened = (stage: string) => entry("opened", "2026-01-01", { at: stage });
  const seen = (scores: object, on: CalendarDay = "2026-02-01") =>
    entry("observation", on, { on, minutes: 200, scores, notes: "" }, { personId: "kwame", as: "master-trainer" }); // prettier-ignore
  const read = (...entries: Entry[]) => readHistory(TRAINER_SCHEME, "candidate", entries);
  const ruled = (ruling: Entry, outcome: AppealOutcome): ActEntry[] => [
    ruling as ActEntry,
    entry("appeal", "2026-03-02", {}, { personId: "candidate", as: "candidate" }) as ActEntry,
    entry("decide-appeal", "2026-03-20", { outcome, byPanel: "p" }, { personId: "another", as: "officer" }) as ActEntry, // prettier-ignore
  ];
  const practised = [opened("phase-3"), seen(all(4, { C1: 2 })), entry("advance", "2026-02-10")];

  test("a repeat that is set aside: what was scored stands again as it was decided on, whatever came since", () => {
    const back = read(...practised, ...ruled(entry("repeat", "2026-03-01"), "overturned"));
    expect(back.candidacy.state).toBe("decision");
    expect(back.facts.stages["phase-3"]!.scores).toEqual(all(4, { C1: 2 }));
    expect(back.observers["phase-3"]).toHaveLength(1);
    const repeated = read(...practised, entry("repeat", "2026-03-01"));
    expect(repeated.facts.stages["phase-3"]!.scores).not.toHaveProperty("C1");
  });

  test("taken again: nothing that was scored in it counts, also not what held", () => {
    const again = read(...practised, ...ruled(entry("fail", "2026-03-01"), "redo"));
    expect(again.candidacy.state).toBe("phase-3");
    expect(again.facts.stages["phase-3"]).toMatchObject({ scores: {}, observedMinutes: 0 });
    expect(again.observers["phase-3"]).toEqual([]);
    expect(again.assessors).toEqual(["kwame"]);
  });

  test("an exam that is taken again is sat in days that count from now; a selection is scored again", () => {
    const sat = entry("sitting", "2026-02-20", { on: "2026-02-20", score: 5000, releasedOn: "2026-02-22" });
    const exam = read(opened("phase-1-exam"), sat, ...ruled(entry("fail", "2026-03-01"), "redo"));
    expect(exam.facts.stages["phase-1-exam"]).toMatchObject({ sittings: [], endedOn: "2026-03-20" });
    const kept = read(opened("phase-1-exam"), sat, ...ruled(entry("fail", "2026-03-01"), "overturned"));
    expect(kept.facts.stages["phase-1-exam"]!.sittings).toHaveLength(1);
    const selected = entry("selection", "2026-02-01", { total: 5000, microfinanceYears: 1, managementYears: 1, trainingYears: 1 }); // prettier-ignore
    const applied = (outcome: AppealOutcome) =>
      read(opened("applied"), selected, ...ruled(entry("decline", "2026-03-01"), outcome)).facts.selection;
    expect([applied("redo"), applied("overturned")?.total]).toEqual([null, 5000]);
  });
});
