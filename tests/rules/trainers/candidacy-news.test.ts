import { describe, expect, test } from "vitest";
import { newsOf } from "#app/features/trainers/candidacies/candidacy-news.ts";
import {
  evolve,
  open,
  type Act,
  type ActKind,
  type Candidacy,
} from "#app/features/trainers/candidacies/candidacy.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { NOTHING_YET } from "#app/features/trainers/schemes/requirements.ts";
import type { Actor } from "#app/features/trainers/schemes/scheme.ts";

const scores: Scores = { ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, 5])), C5: 2 };

function told(at: string, kind: ActKind, as: Actor = "officer") {
  const candidacy: Candidacy = open(TRAINER_SCHEME, "she", "2026-01-05", at);
  const stages = { "phase-3": { ...NOTHING_YET, scores } };
  const file = { scheme: TRAINER_SCHEME, candidacy, facts: { selection: null, documents: [], stages } };
  const act = { id: "a", on: "2026-03-01", by: { personId: "jean", as }, bars: [], kind, reason: "" } as Act;
  return newsOf(file, act, evolve(TRAINER_SCHEME, candidacy, act));
}

describe("what a candidate is told", () => {
  test.each([
    ["applied", "advance", "admitted", "admitted"],
    ["phase-1-exam", "advance", "moved", "phase-2-eligible"],
    ["decision", "advance", "certified", "certified"],
    ["phase-2", "recommend", "recommended", "phase-2"],
    ["provisional", "extend", "extended", "provisional"],
    ["phase-2-eligible", "give-notice", "noticed", "phase-2-eligible"],
  ] as const)("at %s, %s is %s", (at, kind, news, state) => {
    expect(told(at, kind)).toMatchObject({ kind: news, state, again: null, criteria: [] });
  });

  test("a repeat names what is scored again: what was below the floor, and the two that always are", () => {
    expect(told("decision", "repeat")).toMatchObject({
      kind: "repeat",
      state: "phase-3",
      criteria: ["C3", "C4", "C5"],
    });
    expect(told("phase-2", "repeat")!.criteria).toEqual([]);
  });

  test("an end names its cure: from when one may apply again, and where one would begin", () => {
    expect(told("phase-1-exam", "fail")!.again).toEqual({ from: "2026-08-28", at: "applied" });
    expect(told("provisional", "fail")!.again).toMatchObject({ from: "2026-08-28", at: "provisional" });
    expect(told("applied", "decline")).toMatchObject({ kind: "declined", again: { at: "applied" } });
  });

  test("of what they did themselves, and of what follows by itself, nothing", () => {
    expect(told("phase-2", "withdraw", "candidate")).toBeNull();
    expect(told("phase-1", "advance", "system")).toBeNull();
    expect(told("phase-2", "advise-against", "master-trainer")).toBeNull();
    expect(told("phase-2", "withdraw")).toMatchObject({ kind: "withdrawn", again: { from: "2026-03-01" } });
  });
});
