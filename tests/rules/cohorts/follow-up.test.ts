import { expect, test } from "vitest";
import { countFollowUps, dueOn, followUpPhase, isFollowed } from "#app/features/cohorts/follow-up.ts";

test.each([
  ["2026-05-15", 3, "2026-08-15"],
  ["2026-05-31", 6, "2026-11-30"], // November has no 31st
  ["2025-11-30", 3, "2026-02-28"],
  ["2027-11-30", 3, "2028-02-29"],
] as const)("a course that ended on %s is followed up after %i months on %s", (ended, months, due) => {
  expect(dueOn(ended, months)).toBe(due);
});

test.each([
  ["2026-08-14", "to-come"],
  ["2026-08-15", "open"],
  ["2026-10-14", "open"],
  ["2026-10-15", "over"],
])("on %s it is %s", (today, phase) => expect(followUpPhase("2026-05-15", 3, today)).toBe(phase));

test("who left or never came is not followed up; who failed is", () => {
  const statuses = ["active", "completed", "participated", "failed", "withdrawn", "no-show"] as const;
  expect(statuses.filter(isFollowed)).toEqual(["active", "completed", "participated", "failed"]);
});

test("what a cohort's follow-up comes to", () => {
  const one = { a: { state: "done" as const, note: "" }, b: { state: "dropped" as const, note: "" } };
  const other = { a: { state: "done" as const, note: "" } };
  const answers = [
    { goals: one, confirmation: "confirmed" as const },
    { goals: other, confirmation: null },
  ];
  expect(countFollowUps(5, answers)).toEqual({
    asked: 5,
    answered: 2,
    confirmed: 1,
    goals: { done: 2, partly: 0, "not-yet": 0, dropped: 1 },
  });
});
