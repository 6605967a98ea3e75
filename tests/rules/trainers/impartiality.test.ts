import { describe, expect, test } from "vitest";
import {
  barsOfAssessor,
  barsOfDecider,
  barsThatHold,
  type Judge,
} from "#app/features/trainers/impartiality.ts";

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
const at = (organisationId: string, from: string, until: string | null) => ({ organisationId, from, until });

describe("who may assess", () => {
  test("somebody from elsewhere", () => expect(barsOfAssessor(judge, candidate, "2026-05-01")).toEqual([]));

  test.each<[string, Partial<Judge>, string[]]>([
    ["their own record", { personId: "candidate" }, ["own-record"]],
    ["a colleague", { employers: [at("rumdul", "2024-01-01", null)] }, ["same-employer"]],
    ["a colleague who left before", { employers: [at("rumdul", "2024-01-01", "2026-04-30")] }, []],
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
  const colleague = { ...judge, employers: [at("rumdul", "2024-01-01", null)] };
  expect(barsOfDecider(colleague, candidate, [], "2026-05-01")).toEqual(["same-employer"]);
  expect(barsOfDecider(judge, candidate, ["somebody"], "2026-05-01")).toEqual([]);
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
