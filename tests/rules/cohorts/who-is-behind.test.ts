import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attendanceOf, type HalfDayMark } from "#app/features/cohorts/attendance.ts";
import { elapsedPercent, flagsOf, lastActOn } from "#app/features/cohorts/who-is-behind.ts";
import { courseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";

/* A course of forty days, from 1 May to 9 June, in Phnom Penh. */
const COURSE = { startDate: "2026-05-01", endDate: "2026-06-09", timeZone: "Asia/Phnom_Penh" };
const at = (day: string, hour = "05:00") => Date.parse(`${day}T${hour}:00Z`);
const clock = { now: at("2026-05-20"), today: "2026-05-20", timeZone: COURSE.timeZone };
const outline = courseOutline({ final: null });

function followed(own: Partial<LearningRecord> = {}, marks: HalfDayMark[] = [], planned = 10) {
  const record: LearningRecord = { marks: [], goals: [], attempts: [], permissions: [], plan: null, ...own };
  return {
    record,
    progress: courseProgress(outline, [], record, clock),
    attendance: attendanceOf(marks, planned),
    missed: marks.filter(({ mark }) => mark === "absent").length,
  };
}
const sitting = (own: object) => ({
  moduleId: "intro",
  unitId: "test",
  id: "a",
  number: 1,
  state: "graded" as const,
  startedAt: at("2026-05-18"),
  deadlineAt: null,
  submittedAt: at("2026-05-18"),
  points: 100,
  maxPoints: 500,
  passed: false,
  practice: false,
  ...own,
});
const kinds = (flags: { kind: string }[]) => flags.map(({ kind }) => kind);
const readOn = (day: string) => ({ marks: [{ moduleId: "intro", unitId: "read", at: at(day) }] });

describe("not seen", () => {
  test.each([
    ["nine days ago", readOn("2026-05-06"), "2026-05-15", []],
    ["ten days ago", readOn("2026-05-05"), "2026-05-15", ["unseen"]],
    ["never, in the first ten days", {}, "2026-05-10", []],
    ["never, after ten days", {}, "2026-05-11", ["unseen"]],
    ["never, before the course begins", {}, "2026-04-30", []],
  ])("%s", (_name, record, today, expected) => {
    expect(kinds(flagsOf(followed(record), COURSE, today)).filter((kind) => kind === "unseen")).toEqual(
      expected,
    );
  });

  test("the day is the one on the cohort's calendar", () => {
    const late = followed({ marks: [{ moduleId: "intro", unitId: "read", at: at("2026-05-05", "18:00") }] });
    expect(lastActOn(late.record, "Asia/Phnom_Penh")).toBe("2026-05-06"); // one in the morning there
    expect(lastActOn(followed().record, "UTC")).toBeNull();
  });
});

test("slow is more than 25 points behind the calendar", () => {
  const slow = (today: string) => kinds(flagsOf(followed(readOn(today)), COURSE, today)).includes("slow");
  expect([elapsedPercent(COURSE, "2026-05-11"), slow("2026-05-11")]).toEqual([25, false]);
  expect([elapsedPercent(COURSE, "2026-05-12"), slow("2026-05-12")]).toEqual([27, true]);
  expect([elapsedPercent(COURSE, "2026-04-01"), elapsedPercent(COURSE, "2026-07-01")]).toEqual([0, 100]);
});

describe("missed half-days", () => {
  const marks = (absent: number): HalfDayMark[] =>
    Array.from({ length: absent }, () => ({ mark: "absent" as const, minutesMissed: 0 }));
  test.each([
    [0, []],
    [1, ["absent"]], // of ten two may be missed: one more
    [2, ["absent"]],
    [3, ["absent"]],
  ])("%i of ten", (absent, expected) => {
    const flags = flagsOf(followed(readOn("2026-05-04"), marks(absent)), COURSE, "2026-05-05");
    expect(kinds(flags)).toEqual(expected);
  });
  test("with many to come, one missed is no sign yet", () => {
    expect(flagsOf(followed(readOn("2026-05-04"), marks(1), 20), COURSE, "2026-05-05")).toEqual([]);
  });
});

test("a test failed and not passed since, and only once it is marked", () => {
  const flags = (...attempts: ReturnType<typeof sitting>[]) =>
    kinds(flagsOf(followed({ attempts }), COURSE, "2026-05-05"));
  expect(flags(sitting({}))).toEqual(["failed"]);
  expect(flags(sitting({}), sitting({ id: "b", number: 2, passed: true }))).toEqual([]);
  expect(flags(sitting({ state: "submitted", passed: null }))).toEqual([]);
});

test("no plan is a sign in the last seven days", () => {
  const flags = (today: string, plan: LearningRecord["plan"] = null) =>
    kinds(flagsOf(followed({ ...readOn(today), plan }), COURSE, today)).filter((kind) => kind === "no-plan");
  expect([flags("2026-06-01"), flags("2026-06-02"), flags("2026-06-02", "submitted")]).toEqual([
    [],
    ["no-plan"],
    [],
  ]);
});

test("the course goes on from 0 to 100 and never back", () => {
  const day = fc.integer({ min: 1, max: 30 }).map((value) => `2026-05-${String(value).padStart(2, "0")}`);
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [first, second] = [one, other].sort() as [string, string];
      expect(elapsedPercent(COURSE, first)).toBeLessThanOrEqual(elapsedPercent(COURSE, second));
    }),
  );
});
