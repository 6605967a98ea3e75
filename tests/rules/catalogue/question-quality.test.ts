import { expect, test } from "vitest";
import type { ItemSource } from "#app/features/catalogue/course-source.ts";
import type { QuestionBody } from "#app/features/catalogue/question.ts";
import { balanceComplaints, likeness, truthComplaints } from "#app/features/catalogue/question-quality.ts";

const item = (body: QuestionBody, index: number): ItemSource => ({
  line: 1,
  question: {
    id: `item-${index}`,
    moduleId: "m",
    objective: "o",
    level: "recall",
    difficulty: 1,
    points: 100,
    body,
  },
});
const singles = (keys: string) =>
  [...keys].map((key, index) => item({ kind: "single", options: ["a", "b", "c", "d"], key }, index));
const statements = (keys: boolean[]) => keys.map((key, index) => item({ kind: "true-false", key }, index));

test.each([
  ["abcdabcd", 0],
  ["aaabbccd", 0],
  ["aaaabbcd", 1],
  ["bbbbbbbb", 1],
  ["bbbbbbb", 0], // too few to prove anything
])("keys %s give %i complaints", (keys, complaints) => {
  expect(balanceComplaints(singles(keys))).toHaveLength(complaints);
});

test("statements that are all true, or all false, are complained of", () => {
  expect(balanceComplaints(statements([true, true, true, true]))).toHaveLength(1);
  expect(balanceComplaints(statements([true, true, false, true]))).toEqual([]);
});

test("over a course, seven statements of ten may have the same answer, eight may not", () => {
  const answers = (yes: number, no: number) =>
    statements([...Array<boolean>(yes).fill(true), ...Array<boolean>(no).fill(false)]);
  expect(truthComplaints(answers(3, 7))).toEqual([]);
  expect(truthComplaints(answers(2, 8))).toHaveLength(1);
  expect(truthComplaints(answers(8, 2))).toHaveLength(1);
  expect(truthComplaints(answers(0, 7))).toEqual([]);
});

test("likeness is the share of common words", () => {
  const words = (text: string) => new Set(text.split(" "));
  expect(likeness(words("what falls when she pays"), words("what falls when she pays"))).toBe(1);
  expect(likeness(words("a b c"), words("d e f"))).toBe(0);
  expect(likeness(words("a b c d"), words("a b c e"))).toBe(0.6);
  expect(likeness(new Set(), new Set())).toBe(0);
});
