import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttemptFacts, Clock } from "#app/features/learning/attempt.ts";
import { nextStep, whatStillCounts } from "#app/features/learning/next-step.ts";
import { courseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";

const outline = courseOutline();
const clock: Clock = { now: Date.parse("2026-05-01T05:00:00Z"), today: "2026-05-01", timeZone: "UTC" };

const EMPTY: LearningRecord = { marks: [], goals: [], attempts: [], permissions: [], plan: null };
const mark = (moduleId: string, unitId: string, at = 1000) => ({ moduleId, unitId, at });
const sat = (moduleId: string, unitId: string, own: Partial<AttemptFacts> = {}) => ({
  moduleId,
  unitId,
  id: `${moduleId}-${unitId}-${own.number ?? 1}`,
  number: 1,
  state: "graded" as const,
  startedAt: 2000,
  deadlineAt: null,
  submittedAt: 3000,
  points: 900,
  maxPoints: 1000,
  passed: true,
  practice: false,
  ...own,
});

const record = (own: Partial<LearningRecord>): LearningRecord => ({ ...EMPTY, ...own });
const progressOf = (own: Partial<LearningRecord>, electives: string[] = []) =>
  courseProgress(outline, electives, record(own), clock);
const moduleIn = (progress: ReturnType<typeof progressOf>, id: string) =>
  progress.sections.flatMap(({ modules }) => modules).find(({ module }) => module.id === id)!;

const introDone = { marks: [mark("intro", "read")], attempts: [sat("intro", "test")] };
const allDone: Partial<LearningRecord> = {
  marks: [mark("intro", "read"), mark("risk", "par", 4000)],
  goals: [mark("risk", "goal", 5000)],
  attempts: [sat("intro", "test"), sat("risk", "test"), sat("risk", "letter")],
};

describe("modules", () => {
  test("on the first day the mandatory module is open, the rest waits for it and says so", () => {
    const progress = progressOf({});
    expect(moduleIn(progress, "intro").state).toBe("open");
    expect(moduleIn(progress, "risk")).toMatchObject({
      state: "locked",
      lock: { because: "mandatory-first", moduleId: "intro" },
    });
    expect(progress.done).toBe(0);
    expect(progress.counting).toBe(2);
  });

  test("a finished mandatory module opens the others and is stamped with the day of its last unit", () => {
    const progress = progressOf(introDone);
    expect(moduleIn(progress, "intro")).toMatchObject({ state: "done", finishedAt: 3000, hasQuiz: true });
    expect(moduleIn(progress, "risk")).toMatchObject({ state: "open", lock: null });
  });

  test("a quiz with no attempt left is not passed, and lets one go on", () => {
    const failed = [1, 2, 3].map((number) =>
      sat("intro", "test", { number, passed: false, submittedAt: 3000 + number }),
    );
    const progress = progressOf({ marks: [mark("intro", "read")], attempts: failed });
    expect(moduleIn(progress, "intro")).toMatchObject({ state: "not-passed", finishedAt: 3003 });
    expect(moduleIn(progress, "risk").state).toBe("open");
  });

  test("a failed quiz with attempts left stays open, a passed one stays passed after a failed retake", () => {
    const failed = sat("intro", "test", { passed: false });
    expect(moduleIn(progressOf({ attempts: [failed] }), "intro").units[1]?.state).toBe("open");
    const retake = [sat("risk", "test"), sat("risk", "test", { number: 2, passed: false })];
    expect(
      moduleIn(progressOf({ ...introDone, attempts: [...introDone.attempts, ...retake] }), "risk").units[1]
        ?.state,
    ).toBe("done");
  });

  test("a practice result is no pass", () => {
    const practice = sat("intro", "test", { practice: true });
    expect(moduleIn(progressOf({ attempts: [practice] }), "intro").units[1]?.state).toBe("open");
  });

  test("a marker holds nobody up, but the stamp waits for the mark", () => {
    const waiting = sat("intro", "test", { state: "submitted", passed: null, points: null });
    const progress = progressOf({ marks: [mark("intro", "read")], attempts: [waiting] });
    expect(moduleIn(progress, "intro").state).toBe("waiting");
    expect(moduleIn(progress, "risk").state).toBe("open");
    expect(progress.done).toBe(0);
  });

  test("electives count when chosen, and only then", () => {
    expect(progressOf({}).counting).toBe(2);
    expect(moduleIn(progressOf({}), "savings")).toMatchObject({
      state: "locked",
      lock: { because: "not-chosen" },
    });
    const chosen = progressOf({ ...introDone, marks: [...introDone.marks, mark("savings", "save")] }, [
      "savings",
    ]);
    expect(chosen.counting).toBe(3);
    expect(chosen.done).toBe(2);
    expect(moduleIn(chosen, "savings").state).toBe("done");
    expect(moduleIn(chosen, "leasing").lock).toEqual({ because: "not-chosen" });
  });

  test("what was done before a lock came stays done", () => {
    expect(moduleIn(progressOf({ marks: [mark("risk", "par")] }), "risk").units[0]?.state).toBe("done");
  });
});

describe("the final", () => {
  test("opens when every module that counts is finished", () => {
    expect(progressOf(introDone).final).toMatchObject({ state: "locked", modulesLeft: 1 });
    expect(progressOf(allDone).final).toMatchObject({ state: "open", modulesLeft: 0 });
    expect(progressOf(allDone, ["savings"]).final).toMatchObject({ state: "locked", modulesLeft: 1 });
  });

  test("passed, it stays passed", () => {
    const final = sat("", "final");
    expect(progressOf({ attempts: [final] }).final?.state).toBe("done");
  });
});

describe("the next step", () => {
  const step = (own: Partial<LearningRecord>, electives: string[] = []) =>
    nextStep(progressOf(own, electives), record(own));

  test("is the first unit on the first day", () => {
    expect(step({})).toEqual({
      kind: "unit",
      moduleId: "intro",
      unitId: "read",
      position: 1,
      of: 2,
      running: false,
    });
  });

  test("is a running attempt before anything else", () => {
    const running = sat("intro", "test", { state: "in-progress", submittedAt: null, passed: null });
    expect(step({ attempts: [running] })).toMatchObject({ unitId: "test", running: true });
    const final = sat("", "final", { state: "in-progress", submittedAt: null, passed: null });
    expect(step({ ...allDone, attempts: [...allDone.attempts!, final] })).toEqual({
      kind: "final",
      running: true,
    });
  });

  test("goes on in the module one worked in last, then back to what was left out", () => {
    const marks = [...introDone.marks, mark("savings", "save", 9000)];
    expect(step({ ...introDone, marks }, ["savings"])).toMatchObject({ moduleId: "risk", unitId: "par" });
    expect(step({ ...introDone, goals: [mark("risk", "goal", 9000)] })).toMatchObject({ unitId: "par" });
  });

  test("leaves out a quiz that may only be tried another day", () => {
    const slow = courseOutline();
    slow.modules.intro!.units[1]!.assessment!.policy.daysBetween = 7;
    const own = record({
      marks: [mark("intro", "read")],
      attempts: [sat("intro", "test", { passed: false, submittedAt: clock.now })],
    });
    expect(nextStep(courseProgress(slow, [], own, clock), own)).toBeNull();
  });

  test("is the plan when it came back, or once every goal is written; then the final; then nothing", () => {
    expect(step({ ...introDone, plan: "returned" })).toEqual({ kind: "plan", returned: true });
    expect(step(allDone)).toEqual({ kind: "plan", returned: false });
    expect(step({ ...allDone, plan: "submitted" })).toEqual({ kind: "final", running: false });
    expect(
      step({ ...allDone, plan: "approved", attempts: [...allDone.attempts!, sat("", "final")] }),
    ).toBeNull();
  });
});

describe("what still counts", () => {
  test("names every module, the final, the plan and the name, each with its reason", () => {
    expect(whatStillCounts(progressOf(introDone), false)).toEqual([
      { kind: "module", moduleId: "risk", left: 4, locked: false },
      { kind: "final", state: "locked", pass: 70, modulesLeft: 1 },
      { kind: "plan", state: "draft", goalsLeft: 1 },
      { kind: "name" },
    ]);
  });

  test("is nothing when all is done", () => {
    const done = {
      ...allDone,
      plan: "approved" as const,
      attempts: [...allDone.attempts!, sat("", "final")],
    };
    expect(whatStillCounts(progressOf(done), true)).toEqual([]);
  });
});

const anyRecord = fc
  .record({
    marks: fc.subarray([mark("intro", "read"), mark("risk", "par"), mark("savings", "save")]),
    goals: fc.subarray([mark("risk", "goal")]),
    attempts: fc.subarray([
      sat("intro", "test"),
      sat("risk", "test", { passed: false }),
      sat("risk", "letter", { state: "submitted", passed: null }),
      sat("", "final", { passed: false }),
    ]),
  })
  .map(record);

test("one thing more done never takes a stamp away, and done + left is all there is", () => {
  fc.assert(
    fc.property(anyRecord, fc.subarray(["savings", "leasing"]), (before, electives) => {
      const after = {
        ...before,
        marks: [...before.marks, mark("risk", "par")],
        attempts: [...before.attempts, sat("risk", "test", { number: 2 })],
      };
      const was = courseProgress(outline, electives, before, clock);
      const is = courseProgress(outline, electives, after, clock);
      expect(is.done).toBeGreaterThanOrEqual(was.done);
      expect(was.counting).toBe(2 + electives.length);
      const left = whatStillCounts(was, true).filter(
        ({ kind }) => kind === "module" || kind === "marking",
      ).length;
      expect(was.done + left).toBe(was.counting);
    }),
  );
});
