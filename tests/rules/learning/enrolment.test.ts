import { describe, expect, test } from "vitest";
import {
  ENROLMENT_STATUSES,
  isLearning,
  mayMove,
  mayRead,
  moveEnrolment,
  proposesNoShow,
  statesBefore,
} from "#app/features/learning/enrolment.ts";

describe("the enrolment machine", () => {
  test.each([
    ["confirmed", "active"],
    ["confirmed", "no-show"],
    ["active", "completed"],
    ["active", "participated"],
    ["active", "failed"],
    ["active", "withdrawn"],
    ["withdrawn", "confirmed"],
    ["active", "deferred"],
    ["deferred", "confirmed"],
    ["no-show", "confirmed"],
    ["participated", "completed"],
    ["failed", "completed"],
  ] as const)("%s may become %s", (from, to) => {
    expect(moveEnrolment(from, to)).toEqual({ ok: true, value: to });
    expect(statesBefore(to)).toContain(from);
  });

  test.each([
    ["confirmed", "completed"],
    ["completed", "active"],
    ["completed", "failed"],
    ["participated", "failed"],
    ["participated", "withdrawn"],
    ["withdrawn", "completed"],
  ] as const)("%s never becomes %s", (from, to) => {
    expect(moveEnrolment(from, to).ok).toBe(false);
  });

  test("nothing becomes what it is", () => {
    for (const status of ENROLMENT_STATUSES) expect(mayMove(status, status)).toBe(false);
  });

  test("who learns may read, and who finished may read on", () => {
    for (const status of ENROLMENT_STATUSES) if (isLearning(status)) expect(mayRead(status)).toBe(true);
    expect(mayRead("completed")).toBe(true);
    expect(mayRead("withdrawn")).toBe(false);
    expect(mayRead("no-show")).toBe(false);
  });
});

describe("a no-show is proposed", () => {
  test("after two half-days without the person", () => {
    expect(proposesNoShow("confirmed", [false, false])).toBe(true);
  });
  test("not after one, not once they came, not when it is over", () => {
    expect(proposesNoShow("confirmed", [false])).toBe(false);
    expect(proposesNoShow("confirmed", [false, false, true])).toBe(false);
    expect(proposesNoShow("withdrawn", [false, false])).toBe(false);
  });
});
