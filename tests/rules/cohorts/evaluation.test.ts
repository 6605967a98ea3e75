import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  courseResult,
  dayResult,
  evaluationPhase,
  meansOf,
  SHOWN_FROM,
  shuffled,
  type Ballot,
} from "#app/features/cohorts/evaluation.ts";

const ballot = (relevance: number, own: Partial<Ballot> = {}): Ballot => ({
  relevance,
  knowledge: 5,
  clarity: 4,
  timing: 3,
  participation: 2,
  good: "",
  better: "",
  ...own,
});

test.each([
  ["2026-05-03", "not-yet"],
  ["2026-05-04", "open"],
  ["2026-05-05", "open"],
  ["2026-05-06", "closed"],
])("the evaluation of 4 May is, on %s, %s", (today, phase) =>
  expect(evaluationPhase("2026-05-04", today)).toBe(phase),
);

describe("what is shown", () => {
  const words = { good: "The list.", better: "Time." };
  test("nothing of four ballots but that they are four", () => {
    const four = Array.from({ length: 4 }, () => ballot(5, words));
    expect(dayResult(four, 10, "closed")).toEqual({ ballots: 4, expected: 10, means: null, words: null });
  });
  test("means of five, words only once the day is closed", () => {
    const five = [ballot(1, words), ballot(2), ballot(3), ballot(4), ballot(4)];
    expect(dayResult(five, 10, "open")).toMatchObject({
      means: { relevance: 280, knowledge: 500 },
      words: null,
    });
    expect(dayResult(five, 10, "closed").words).toEqual({ good: ["The list."], better: ["Time."] });
  });
  test("a mean is rounded half up and stands between the least and the most", () => {
    const scale = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.array(scale, { minLength: 1, maxLength: 60 }), (given) => {
        const { relevance } = meansOf(given.map((each) => ballot(each)));
        const exact = (given.reduce((sum, each) => sum + each, 0) / given.length) * 100;
        expect(Math.abs(relevance - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
        expect(relevance).toBeGreaterThanOrEqual(Math.min(...given) * 100);
      }),
    );
  });
});

test("a course's result weighs every ballot alike, and leaves out days that may not be shown", () => {
  const day = (given: number[]) =>
    dayResult(
      given.map((each) => ballot(each)),
      10,
      "closed",
    );
  const course = courseResult([day([5, 5, 5, 5, 5]), day([1, 1, 1]), day([2, 2, 2, 2, 2, 2, 2, 2, 2, 2])]);
  expect(course).toMatchObject({ ballots: 15, expected: 20, means: { relevance: 300, knowledge: 500 } });
  expect(courseResult([day([1, 1, 1])])).toBeNull();
});

test("a shuffled box holds the same ballots, and every place can come anywhere", () => {
  const places = new Set<string>();
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let time = 0; time < 300; time += 1) {
    const box = shuffled(["a", "b", "c"], random);
    expect([...box].sort()).toEqual(["a", "b", "c"]);
    places.add(box.join(""));
  }
  expect(places.size).toBe(6);
  expect(SHOWN_FROM).toBe(5);
});
