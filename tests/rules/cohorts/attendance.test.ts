import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attendanceOf, MARKS, type HalfDayMark, type Mark } from "#app/features/cohorts/attendance.ts";

const marks = (...list: (Mark | [Mark, number])[]): HalfDayMark[] =>
  list.map((entry) =>
    typeof entry === "string"
      ? { mark: entry, minutesMissed: 0 }
      : { mark: entry[0], minutesMissed: entry[1] },
  );
const present = (count: number) => marks(...Array<Mark>(count).fill("present"));

describe("arithmetic of domain §0a", () => {
  test.each([
    ["present counts one", marks("present"), 2],
    ["late by 29 minutes counts one", marks(["late", 29]), 2],
    ["late by 30 minutes counts a half", marks(["late", 30]), 1],
    ["left early by 45 minutes counts a half", marks(["left-early", 45]), 1],
    ["excused counts nothing until made up", marks("excused"), 0],
    ["made up counts one", marks("made-up"), 2],
    ["at most two half-days are made up", marks("made-up", "made-up", "made-up"), 4],
    ["absent counts nothing", marks("absent"), 0],
  ])("%s", (_name, given, halves) => {
    expect(attendanceOf(given, 20).halves).toBe(halves);
  });
});

describe("the threshold of 80 %", () => {
  test("16 of 20 half-days meet it, 15 and a half do not", () => {
    expect(attendanceOf([...present(16), ...marks("absent", "absent", "absent", "absent")], 20).met).toBe(
      true,
    );
    expect(
      attendanceOf([...present(15), ...marks(["late", 40], "absent", "absent", "absent", "absent")], 20).met,
    ).toBe(false);
  });

  test("is shown as what one may still miss", () => {
    expect(attendanceOf([], 20).mayMiss).toBe(4);
    expect(attendanceOf(marks("absent"), 20).mayMiss).toBe(3);
    expect(attendanceOf(marks("absent", "absent", "absent", "absent", "absent"), 20).mayMiss).toBeNull();
    expect(attendanceOf(present(20), 20).mayMiss).toBe(0);
  });

  test("is never met by a course without half-days", () => {
    expect(attendanceOf([], 0)).toEqual({ halves: 0, ofHalves: 0, met: false, mayMiss: null });
  });
});

const anyMark = fc.record({
  mark: fc.constantFrom(...MARKS),
  minutesMissed: fc.integer({ min: 0, max: 240 }),
});

test("missing what one may miss and attending the rest always meets the threshold; one more never does", () => {
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (taken, more) => {
      const planned = taken.length + more;
      const { mayMiss } = attendanceOf(taken, planned);
      const finish = (missed: number) => [
        ...taken,
        ...marks(...Array<Mark>(missed).fill("absent")),
        ...present(more - missed),
      ];
      if (mayMiss === null) expect(attendanceOf(finish(0), planned).met).toBe(false);
      else {
        expect(attendanceOf(finish(mayMiss), planned).met).toBe(true);
        if (mayMiss < more) expect(attendanceOf(finish(mayMiss + 1), planned).met).toBe(false);
      }
    }),
  );
});
