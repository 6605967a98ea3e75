import { describe, expect, test } from "vitest";
import {
  BARS,
  barsDespite,
  barsOf,
  barsOfAssessor,
  barsOfDecider,
  barsOfMember,
  barsThatHold,
  isByEmployer,
  type Around,
  type Bar,
  type Judge,
  type Known,
} from "#app/features/trainers/candidacies/impartiality.ts";

const candidate = {
  personId: "candidate",
  employers: [{ organisationId: "rumdul", from: "2020-01-01", until: "2026-05-31" }],
};
const judge: Judge = {
  personId: "master",
  employers: [],
  ties: [],
  ownTrainer: false,
  validMaster: true,
  attested: false,
};
const TIE = { personId: "master", tie: "relative" } as const;
const at = (organisationId: string, from: string, until: string | null) => ({ organisationId, from, until });

describe("who may assess", () => {
  test("somebody from elsewhere", () => expect(barsOfAssessor(judge, candidate, "2026-05-01")).toEqual([]));

  test.each<[string, Partial<Judge>, string[]]>([
    ["their own record", { personId: "candidate" }, ["own-record"]],
    ["a colleague", { employers: [at("rumdul", "2024-01-01", null)] }, ["same-employer"]],
    ["a colleague who left before", { employers: [at("rumdul", "2024-01-01", "2026-04-30")] }, []],
    [
      "a colleague on their last day",
      { employers: [at("rumdul", "2024-01-01", "2026-05-01")] },
      ["same-employer"],
    ],
    ["a colleague on their first day", { employers: [at("rumdul", "2026-05-01", null)] }, ["same-employer"]],
    ["one of another employer", { employers: [at("amru", "2024-01-01", null)] }, []],
    ["one who comes later", { employers: [at("rumdul", "2026-05-02", null)] }, []],
    ["a relative", { ties: ["relative"] }, ["relative"]],
    ["their own trainer", { ownTrainer: true }, ["own-trainer"]],
    [
      "a master trainer whose certification has lapsed",
      { validMaster: false },
      ["not-a-valid-master", "not-attested"],
    ],
  ])("%s", (_, change, bars) =>
    expect(barsOfAssessor({ ...judge, ...change }, candidate, "2026-05-01")).toEqual(bars),
  );

  test("the employer is judged on that day", () => {
    const colleague = { ...judge, employers: [at("rumdul", "2024-01-01", null)] };
    expect(barsOfAssessor(colleague, candidate, "2026-06-01")).toEqual([]);
  });
});

test("who assessed, and who works with the candidate, does not decide", () => {
  expect(barsOfDecider(judge, candidate, ["master"], "2026-05-01")).toEqual(["assessed"]);
  expect(barsOfDecider({ ...judge, personId: "candidate" }, candidate, [], "2026-05-01")).toEqual([
    "own-record",
  ]);
  expect(barsOfDecider({ ...judge, ties: ["line-manager"] }, candidate, [], "2026-05-01")).toEqual([
    "line-manager",
  ]);
  const colleague = { ...judge, employers: [at("rumdul", "2024-01-01", null)] };
  expect(barsOfDecider(colleague, candidate, [], "2026-05-01")).toEqual(["same-employer"]);
  expect(barsOfDecider(judge, candidate, ["somebody"], "2026-05-01")).toEqual([]);
});

test("on a panel sits nobody who decides nothing, and besides nobody who trained them or had a part in it", () => {
  const none = { assessors: [], involved: [] };
  const bars = (change: Partial<Judge>, around = none as { assessors: string[]; involved: string[] }) =>
    barsOfMember({ ...judge, ...change }, candidate, around, "2026-05-01");
  expect(bars({})).toEqual([]);
  expect(bars({ ownTrainer: true })).toEqual(["own-trainer"]);
  expect(bars({}, { assessors: ["master"], involved: ["master"] })).toEqual(["assessed", "had-a-part"]);
  expect(bars({ employers: [at("rumdul", "2024-01-01", null)], ties: ["relative"] })).toEqual([
    "same-employer",
    "relative",
  ]);
  expect(bars({ personId: "candidate" })).toEqual(["own-record"]);
});

test("an employer's own people observe, once they are attested themselves: area managers come first", () => {
  const here = [at("rumdul", "2020-01-01", null)];
  const colleague = { ...judge, validMaster: false, employers: here };
  const hold = (one: Judge) =>
    barsThatHold(barsOfAssessor(one, candidate, "2026-05-01"), { byEmployer: true, deciding: true });
  expect(hold(colleague)).toEqual(["not-attested"]);
  expect(hold({ ...colleague, attested: true })).toEqual([]);
  expect(hold(judge)).toEqual([]);
  const elsewhere = { byEmployer: false, deciding: true };
  const bars = barsOfAssessor({ ...judge, validMaster: false }, candidate, "2026-05-01");
  expect(barsThatHold(bars, elsewhere)).toEqual(["not-a-valid-master"]);
});

describe("what is known of somebody bars them from what they are to do", () => {
  const known: Known = {
    personId: "master",
    employers: [],
    trained: ["spring", "autumn"],
    validMaster: true,
    attested: false,
  };
  const around: Around = {
    candidate,
    ties: [],
    assessors: [],
    learntIn: [],
    byEmployer: isByEmployer("trainer"),
    deciding: true,
  };
  const bars = (what: "assess" | "decide", change: Partial<Around>, who: Partial<Known> = {}) =>
    barsOf(what, { ...known, ...who }, { ...around, ...change }, "2026-05-01");

  test.each<[string, Partial<Around>, Bar[], Bar[]]>([
    ["nothing", {}, [], []],
    ["one cohort of several that they trained", { learntIn: ["winter", "spring"] }, ["own-trainer"], []],
    ["cohorts of others", { learntIn: ["winter"] }, [], []],
    ["that they have assessed", { assessors: ["master"] }, [], ["assessed"]],
    ["a tie, said twice", { ties: [TIE, TIE] }, ["relative"], ["relative"]],
    ["a tie of somebody else", { ties: [{ ...TIE, personId: "other" }] }, [], []],
  ])("%s", (_, change, assessing, deciding) => {
    expect(bars("assess", change)).toEqual(assessing);
    expect(bars("decide", change)).toEqual(deciding);
  });

  test("only who assesses has to be a master trainer, or attested where the employer attests", () => {
    const none = { validMaster: false };
    expect([bars("assess", {}, none), bars("decide", {}, none)]).toEqual([["not-a-valid-master"], []]);
    const own = { byEmployer: isByEmployer("facilitator") };
    expect(bars("assess", own, none)).toEqual(["not-attested"]);
    expect(bars("assess", own, { ...none, attested: true })).toEqual([]);
  });
});

test("an exception lets pass who has trained the candidate, and nothing else", () => {
  const every = [...BARS];
  expect(barsDespite(every, false)).toEqual(every);
  expect(barsDespite(every, true)).toEqual(every.filter((bar) => bar !== "own-trainer"));
});

describe("of what bars, what holds", () => {
  const every = [...BARS];
  const among = (...bars: Bar[]) => every.filter((bar) => !bars.includes(bar));
  test.each<[string, Parameters<typeof barsThatHold>[1], Bar[]]>([
    ["where it is decided", { byEmployer: false, deciding: true }, among("not-attested")],
    ["before it is decided", { byEmployer: false, deciding: false }, among("not-attested", "own-trainer")],
    [
      "at an employer's, where it is decided",
      { byEmployer: true, deciding: true },
      among("same-employer", "line-manager", "not-a-valid-master"),
    ],
    [
      "at an employer's, before",
      { byEmployer: true, deciding: false },
      among("same-employer", "line-manager", "not-a-valid-master", "own-trainer"),
    ],
  ])("%s", (_, where, hold) => expect(barsThatHold(every, where)).toEqual(hold));
});
