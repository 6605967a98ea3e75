import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  deadlineFor,
  type AttemptFacts,
  type Clock,
  type PermissionFacts,
} from "#app/features/learning/attempt.ts";
import { attemptStanding, mayReopen, showsAnswers } from "#app/features/learning/attempt-policy.ts";
import { policy } from "#tests/support/course-fixture.ts";

const at = (text: string) => Date.parse(text);
const clock = (instant: string, today = instant.slice(0, 10)): Clock => ({
  now: at(instant),
  today,
  timeZone: "Asia/Phnom_Penh",
});
const NOON = clock("2026-05-01T05:00:00Z");

const attempt = (number: number, own: Partial<AttemptFacts> = {}): AttemptFacts => ({
  id: `attempt-${number}`,
  number,
  state: "graded",
  startedAt: at("2026-04-28T02:00:00Z"),
  deadlineAt: null,
  submittedAt: at("2026-04-28T03:00:00Z"),
  points: 400,
  maxPoints: 1000,
  passed: false,
  practice: false,
  ...own,
});
const running = (number: number, own: Partial<AttemptFacts> = {}) =>
  attempt(number, { state: "in-progress", submittedAt: null, passed: null, points: null, ...own });
const extra = (kind: PermissionFacts["kind"], minutes = 0): PermissionFacts => ({ kind, minutes });

describe("may another attempt start?", () => {
  test("the first may", () => {
    expect(attemptStanding(policy({ attempts: 2 }), [], [], NOON)).toEqual({
      kind: "start",
      number: 1,
      used: 0,
      left: 2,
    });
  });

  test("as many as one likes where the course sets no number, also after a pass", () => {
    const many = Array.from({ length: 9 }, (_, n) => attempt(n + 1, { passed: true }));
    expect(attemptStanding(policy(), many, [], NOON)).toMatchObject({
      kind: "start",
      number: 10,
      left: null,
    });
  });

  test("a running attempt is resumed, whatever else holds", () => {
    const standing = attemptStanding(policy({ attempts: 1, daysBetween: 14 }), [running(1)], [], NOON);
    expect(standing).toMatchObject({ kind: "resume", attemptId: "attempt-1" });
  });

  test("an attempt whose time is up is not resumed: it is being marked", () => {
    const late = running(1, { deadlineAt: NOON.now });
    expect(attemptStanding(policy({ attempts: 2 }), [late], [], NOON)).toMatchObject({
      because: "being-marked",
    });
    const inTime = running(1, { deadlineAt: NOON.now + 1 });
    expect(attemptStanding(policy({ attempts: 2 }), [inTime], [], NOON)).toMatchObject({ kind: "resume" });
  });

  test("not while a person marks the last one", () => {
    const waiting = attempt(1, { state: "submitted", passed: null, points: null });
    expect(attemptStanding(policy({ attempts: 3 }), [waiting], [], NOON)).toMatchObject({
      because: "being-marked",
    });
  });

  test("not when the attempts are used up, unless a trainer granted one more", () => {
    const used = [attempt(1), attempt(2)];
    expect(attemptStanding(policy({ attempts: 2 }), used, [], NOON)).toMatchObject({
      because: "used-up",
      left: 0,
    });
    expect(attemptStanding(policy({ attempts: 2 }), used, [extra("extra-attempt")], NOON)).toMatchObject({
      kind: "start",
      number: 3,
      left: 1,
    });
  });

  test("not after a pass where attempts are few", () => {
    const passed = attempt(1, { passed: true });
    expect(attemptStanding(policy({ attempts: 3 }), [passed], [], NOON)).toMatchObject({ because: "passed" });
  });

  test("voided sittings and practice use up nothing, and their numbers are not used again", () => {
    const attempts = [attempt(1, { state: "voided" }), attempt(2, { practice: true, passed: true })];
    expect(attemptStanding(policy({ attempts: 1 }), attempts, [], NOON)).toEqual({
      kind: "start",
      number: 3,
      used: 0,
      left: 1,
    });
  });

  test("minutes more and a reopening are no attempt more", () => {
    const permissions = [extra("extra-minutes", 30), extra("reopen")];
    expect(attemptStanding(policy({ attempts: 1 }), [attempt(1)], permissions, NOON)).toMatchObject({
      because: "used-up",
    });
  });
});

describe("days between two attempts", () => {
  const fourteen = policy({ attempts: 2, daysBetween: 14 });

  test("you can try again from 12 May: the day opens in the cohort's zone", () => {
    // 18:00 UTC on 27 April is 28 April in Phnom Penh
    const sat = attempt(1, { submittedAt: at("2026-04-27T18:00:00Z") });
    expect(attemptStanding(fourteen, [sat], [], clock("2026-05-11T12:00:00Z"))).toMatchObject({
      because: "too-soon",
      from: "2026-05-12",
    });
    expect(attemptStanding(fourteen, [sat], [], clock("2026-05-11T17:00:00Z", "2026-05-12"))).toMatchObject({
      kind: "start",
    });
  });

  test("the last attempt counts, not the first; one that was voided does not count", () => {
    const attempts = [attempt(1), attempt(2, { submittedAt: at("2026-04-30T03:00:00Z") })];
    const standing = attemptStanding({ ...fourteen, attempts: 5 }, attempts, [], NOON);
    expect(standing).toMatchObject({ from: "2026-05-14" });
    const voided = [attempt(1, { state: "voided" })];
    expect(attemptStanding(fourteen, voided, [], NOON)).toMatchObject({ kind: "start" });
  });
});

describe("the deadline", () => {
  test("is start, minutes, and the minutes granted", () => {
    expect(deadlineFor(policy(), [extra("extra-minutes", 15)], 0)).toBeNull();
    expect(deadlineFor(policy({ minutes: 60 }), [], 1000)).toBe(1000 + 60 * 60_000);
    const granted = [extra("extra-minutes", 15), extra("extra-minutes", 5), extra("extra-attempt")];
    expect(deadlineFor(policy({ minutes: 60 }), granted, 0)).toBe(80 * 60_000);
  });
});

describe("right answers are shown", () => {
  const few = policy({ attempts: 2 });
  const standingOf = (attempts: AttemptFacts[]) => attemptStanding(few, attempts, [], NOON);

  test("for a quiz after handing in, never while it runs", () => {
    expect(showsAnswers(false, attempt(1), standingOf([attempt(1)]))).toBe(true);
    expect(showsAnswers(false, running(1), standingOf([running(1)]))).toBe(false);
  });

  test("for the final only after a pass or when nothing is left to try", () => {
    const failed = attempt(1);
    expect(showsAnswers(true, failed, standingOf([failed]))).toBe(false);
    expect(showsAnswers(true, failed, standingOf([failed, running(2)]))).toBe(false);
    expect(showsAnswers(true, failed, standingOf([failed, attempt(2)]))).toBe(true);
    expect(showsAnswers(true, failed, standingOf([failed, attempt(2, { passed: true })]))).toBe(true);
  });
});

describe("a trainer gives an attempt back", () => {
  const reopen = (isFinal: boolean, attempts: AttemptFacts[], id = "attempt-1") =>
    mayReopen(isFinal, attempts, id, attemptStanding(policy({ attempts: 2 }), attempts, [], NOON));

  test("the last one, handed in and not passed", () => {
    expect(reopen(false, [attempt(1)]).ok).toBe(true);
    expect(reopen(true, [attempt(1)]).ok).toBe(true);
    expect(reopen(false, [attempt(1, { state: "submitted", passed: null })]).ok).toBe(true);
  });

  test.each([
    ["reopen-not-the-last", false, [attempt(1), attempt(2)]],
    ["reopen-not-the-last", false, []],
    ["reopen-still-running", false, [running(1)]],
    ["reopen-voided", false, [attempt(1, { state: "voided" })]],
    ["reopen-passed", false, [attempt(1, { passed: true })]],
  ] as [string, boolean, AttemptFacts[]][])("%s", (key, isFinal, attempts) => {
    expect(reopen(isFinal, attempts)).toMatchObject({ ok: false, reason: { key: `learning.${key}` } });
  });

  test("not a final whose answers the learner has seen", () => {
    const used = [attempt(1), attempt(2)];
    expect(reopen(true, used, "attempt-2")).toMatchObject({
      reason: { key: "learning.reopen-answers-shown" },
    });
    expect(reopen(false, used, "attempt-2").ok).toBe(true);
  });
});

const anyAttempts = fc
  .array(
    fc.record({
      state: fc.constantFrom("in-progress", "submitted", "graded", "voided"),
      passed: fc.option(fc.boolean()),
      practice: fc.boolean(),
      startedAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
      submittedAt: fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 })),
      deadlineAt: fc.option(fc.integer({ min: 0, max: 2_000_000_000_000 })),
    }),
    { maxLength: 6 },
  )
  .map((rows) => rows.map((row, n) => attempt(n + 1, row as Partial<AttemptFacts>)));

test("a start never repeats a number, never exceeds what is allowed; another attempt granted never takes one away", () => {
  fc.assert(
    fc.property(
      anyAttempts,
      fc.option(fc.integer({ min: 1, max: 4 })),
      fc.nat(30),
      (attempts, allowed, days) => {
        const rules = policy({ attempts: allowed, daysBetween: days });
        const standing = attemptStanding(rules, attempts, [], NOON);
        if (standing.kind === "start") {
          expect(attempts.map(({ number }) => number)).not.toContain(standing.number);
          if (allowed !== null) expect(standing.used).toBeLessThan(allowed);
        }
        const granted = attemptStanding(rules, attempts, [extra("extra-attempt")], NOON);
        if (standing.kind === "start") expect(granted.kind).toBe("start");
        if (standing.left !== null) expect(granted.left).toBeGreaterThanOrEqual(standing.left);
      },
    ),
  );
});
