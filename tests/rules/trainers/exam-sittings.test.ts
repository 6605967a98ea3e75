import { expect, test } from "vitest";
import {
  nextSitting,
  NOTHING_YET,
  unmet,
  type Sitting,
} from "#app/features/trainers/schemes/requirements.ts";
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
const opensOn = (day: number, sittings: Sitting[]): boolean => {
  const next = nextSitting(exam, ended, sittings, on(day));
  return "from" in next && next.from <= on(day);
};
const failed: Sitting = { on: on(40), releasedOn: on(44), score: 6900 };

test.each([
  [20, false],
  [21, true],
  [45, true],
  [46, false],
])("the first sitting on day %i: %s", (day, may) => expect(opensOn(day, [])).toBe(may));

test.each([
  [57, false],
  [58, true],
  [104, true],
  [105, false],
])("sat on day 40, released on day 44: a re-sit on day %i: %s", (day, may) =>
  expect(opensOn(day, [failed])).toBe(may),
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

test.each([
  [on(44), on(45)], // an excuse never shortens
  [on(45), on(45)],
  [on(70), on(70)],
])("excused until %s, the first sitting is open until %s", (excusedUntil, until) =>
  expect(nextSitting(exam, ended, [], on(30), excusedUntil)).toEqual({ from: on(21), until }),
);

test.each<[string, Sitting[], string, object | null]>([
  ["not yet open", [], on(20), { says: "exam.first", have: 0, what: [on(21)], by: on(45), cure: "wait" }],
  ["open", [], on(21), { says: "exam.first", have: 0, what: [on(21)], by: on(45), cure: "do" }],
  ["its time is over", [], on(46), { says: "exam.too-late", have: 0, by: null, cure: "officer-may-waive" }],
  [
    "sat, not released: the score is not shown",
    [{ ...failed, releasedOn: null, score: 9000 }],
    on(41),
    { says: "exam.result-waiting", have: 0, cure: "wait" },
  ],
  [
    "failed once",
    [failed],
    on(58),
    { says: "exam.resit", have: 6900, what: [on(58)], by: on(104), cure: "do" },
  ],
  [
    "failed twice: the better counts, and it is over",
    [failed, { on: on(60), releasedOn: on(62), score: 5000 }],
    on(77),
    { says: "exam.used-up", have: 6900, by: null, cure: "reapply" },
  ],
  [
    "failed twice: nothing is over while it may be marked again",
    [failed, { on: on(60), releasedOn: on(62), score: 5000 }],
    on(76),
    { says: "exam.mark-again", have: 6900, by: on(76), cure: "do" },
  ],
  ["passed", [{ ...failed, score: 7000 }], on(70), null],
])("what the checklist says of the exam: %s", (_, sittings, today, answer) => {
  const stage = { ...NOTHING_YET, endedOn: ended, sittings };
  const said = unmet(exam, { selection: null, documents: [], stages: { exam: stage } }, "exam", today);
  expect(said).toMatchObject(answer ? [{ kind: "exam", need: 7000, ...answer }] : []);
  expect(said).toHaveLength(answer ? 1 : 0);
});
