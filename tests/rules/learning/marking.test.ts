import { describe, expect, test } from "vitest";
import { hundredths, readMarks } from "#app/features/learning/marking.ts";

const ITEMS = [
  { item: "risk/letter", position: 1, maxPoints: 400 },
  { item: "risk/plan", position: 3, maxPoints: 100 },
];

describe("points as they are typed", () => {
  test.each([
    ["3", 300],
    ["2.5", 250],
    ["2,5", 250],
    ["0", 0],
    ["0.25", 25],
    ["2.555", null],
    ["three", null],
    ["", null],
  ])("%s is %s hundredths", (typed, points) => {
    expect(hundredths(typed)).toBe(points);
  });
});

describe("marks", () => {
  test("are read by position; what is left empty is not marked yet", () => {
    expect(readMarks(ITEMS, { "points.1": "3,5", "comment.1": "Kind and clear.", "points.3": "" })).toEqual({
      ok: true,
      marks: [{ item: "risk/letter", points: 350, comment: "Kind and clear." }],
    });
  });

  test.each(["4.01", "-1", "many"])(
    "%s is refused at its field, and everything typed comes back",
    (points) => {
      const typed = { "points.1": points, "comment.1": "Kind." };
      expect(readMarks(ITEMS, typed)).toMatchObject({
        ok: false,
        problem: {
          values: typed,
          errors: [{ field: "points.1", key: "points-between", params: { max: 4 } }],
        },
      });
    },
  );

  test("a comment has an end", () => {
    expect(readMarks(ITEMS, { "comment.1": "x".repeat(4001) }).ok).toBe(false);
  });
});
