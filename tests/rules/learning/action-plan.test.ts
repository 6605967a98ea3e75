import { describe, expect, test } from "vitest";
import {
  Goal,
  isAhead,
  mayWrite,
  promptsOf,
  reviewPlan,
  submitPlan,
  type PlanFacts,
} from "#app/features/learning/action-plan.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";

const plan = (own: Partial<PlanFacts> = {}): PlanFacts => ({
  state: "draft",
  authorId: "learner",
  missingGoals: 0,
  ...own,
});
const key = (name: string) => ({ ok: false, reason: { key: `learning.${name}` } });

describe("a goal", () => {
  const goal = {
    goal: "PAR30 below 5 % by March",
    firstStep: "Sit down with the four officers on Monday",
    byDate: "2026-11-20",
    indicator: "PAR30 in the monthly report",
  };

  test("has four parts", () => {
    expect(Goal.safeParse(goal).success).toBe(true);
    for (const part of Object.keys(goal)) expect(Goal.safeParse({ ...goal, [part]: "" }).success).toBe(false);
    expect(Goal.safeParse({ ...goal, byDate: "2026-02-30" }).success).toBe(false);
  });

  test("looks ahead", () => {
    expect(isAhead(goal, "2026-11-20")).toBe(true);
    expect(isAhead(goal, "2026-11-21")).toBe(false);
  });
});

test("prompts are those of the modules that count", () => {
  const outline = courseOutline();
  expect(promptsOf(outline, new Set(["intro", "risk"])).map(({ unit }) => unit.id)).toEqual(["goal"]);
  expect(promptsOf(outline, new Set(["intro"]))).toEqual([]);
});

describe("the plan", () => {
  test("is written as a draft and when it came back", () => {
    expect(["draft", "submitted", "returned", "approved"].map((state) => mayWrite(state as never))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test("is handed in whole, once", () => {
    expect(submitPlan(plan())).toEqual({ ok: true, value: "submitted" });
    expect(submitPlan(plan({ state: "returned" })).ok).toBe(true);
    expect(submitPlan(plan({ missingGoals: 2 }))).toMatchObject(key("plan-goals-missing"));
    expect(submitPlan(plan({ state: "submitted" }))).toMatchObject(key("plan-not-open"));
    expect(submitPlan(plan({ state: "approved" }))).toMatchObject(key("plan-not-open"));
  });

  test("is reviewed by another person, with a word when it goes back", () => {
    const submitted = plan({ state: "submitted" });
    expect(reviewPlan(submitted, "trainer", { verdict: "approved", note: "" })).toEqual({
      ok: true,
      value: "approved",
    });
    expect(reviewPlan(submitted, "trainer", { verdict: "returned", note: "Who measures it?" }).ok).toBe(true);
    expect(reviewPlan(submitted, "trainer", { verdict: "returned", note: " " })).toMatchObject(
      key("plan-note-missing"),
    );
    expect(reviewPlan(submitted, "learner", { verdict: "approved", note: "" })).toMatchObject(
      key("plan-own"),
    );
    expect(reviewPlan(plan(), "trainer", { verdict: "approved", note: "" })).toMatchObject(
      key("plan-not-submitted"),
    );
  });
});
