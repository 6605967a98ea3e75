import { expect, test } from "vitest";
import { maySit, nextSitting, type Sitting } from "#app/features/trainers/requirements.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const exam = {
  kind: "exam" as const,
  pass: 7000,
  firstFrom: 21,
  firstUntil: 45,
  resits: 1,
  resitFrom: 14,
  resitUntil: 60,
};
const ended = "2026-01-01";
const on = (day: number) => addDays(ended, day);
const failed: Sitting = { on: on(40), releasedOn: on(44), score: 6900 };

test.each([
  [20, false],
  [21, true],
  [45, true],
  [46, false],
])("the first sitting on day %i: %s", (day, may) => expect(maySit(exam, ended, [], on(day))).toBe(may));

test.each([
  [57, false],
  [58, true],
  [104, true],
  [105, false],
])("sat on day 40, released on day 44: a re-sit on day %i: %s", (day, may) =>
  expect(maySit(exam, ended, [failed], on(day))).toBe(may),
);

test("a third sitting never, nor one before the result, nor after a pass", () => {
  const second: Sitting = { on: on(60), releasedOn: on(62), score: 6999 };
  expect(nextSitting(exam, ended, [failed, second], on(80))).toEqual({ never: "used-up" });
  expect(nextSitting(exam, ended, [{ ...failed, releasedOn: null }], on(60))).toEqual({
    notYet: "result-waiting",
  });
  expect(nextSitting(exam, ended, [{ ...failed, score: 7000 }], on(60))).toEqual({ never: "passed" });
  expect(nextSitting(exam, null, [], on(60))).toEqual({ notYet: "course-running" });
});
