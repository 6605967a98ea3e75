import { describe, expect, test } from "vitest";
import { countGroups, isWrittenGroup, objectiveOf } from "#app/features/trainers/exams/exam-bank.ts";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import { bankFile } from "#tests/support/exam-bank-file.ts";

const read = (text: string) => readExamBank(text, "bank.yaml");
const faults = (text: string) => {
  const answer = read(text);
  return answer.ok ? [] : answer.problems.map(({ line, message }) => `${line}: ${message}`);
};

describe("the file of a bank", () => {
  test("items and their words together, as courseware writes them", () => {
    const answer = read(bankFile({ "time-use": 2, "first-goal": 1 }));
    expect(answer.ok && answer.items.map(({ id, objective, points }) => [id, objective, points])).toEqual([
      ["q-time-use-1", "time-use", 100],
      ["q-time-use-2", "time-use", 100],
      ["q-first-goal-1", "first-goal", 100],
    ]);
    expect(answer.ok && answer.items[0]?.text.options).toEqual({
      a: "No",
      b: "Yes, q-time-use-1",
      c: "Never",
    });
  });

  test("what is wrong is said by its line, all of it at once", () => {
    const text = [
      "items:",
      "  - { id: one, kind: single, objective: o, level: recall, difficulty: 1, options: [a, b], key: z }",
      "  - { id: one, kind: true-false, objective: o, level: recall, difficulty: 9, key: true }",
      "  - { id: two, kind: true-false, objective: o, level: recall, difficulty: 1, key: true }",
      "words:",
      "  one: { prompt: What?, options: { a: No } }",
      "  other: { prompt: Who? }",
    ].join("\n");
    expect(faults(text)).toEqual([
      "2: one: the key z is none of its options",
      "6: one: options leave out b",
      expect.stringMatching(/^3: items\.1\.difficulty: /),
      "4: two: has no words",
      "7: there is no item other",
    ]);
  });

  test("no YAML, another shape, a list that explodes: refused, never thrown", () => {
    expect(faults("items: [")).toHaveLength(1);
    expect(faults("- a list")).toHaveLength(1);
    expect(faults("items: []\nwords: {}")).toHaveLength(1);
    const bomb = ["a: &a [1, 1]", ...Array.from({ length: 9 }, () => "")].join("\n");
    expect(faults(`${bomb}\nitems: [*a, ${"*a, ".repeat(200)}]\nwords: {}`).length).toBeGreaterThan(0);
  });
});

test("what a person marks is a group of its own", () => {
  const item = {
    objective: "time-use",
    level: "application",
    body: { kind: "true-false", key: true },
  } as const;
  const groups = countGroups([
    { ...item, body: { kind: "free-text" } },
    item,
    { ...item, level: "recall", body: { kind: "true-false", key: false } },
  ]);
  expect(groups).toEqual([
    { group: "time-use", items: 2, application: 1 },
    { group: "time-use/written", items: 1, application: 1 },
  ]);
  const ordered = ["sums", "answers", "words"].map((objective) => ({ ...item, objective }));
  expect(countGroups(ordered).map(({ group }) => group)).toEqual(["answers", "sums", "words"]);
  expect([objectiveOf("written/sums/written"), objectiveOf("sums/written/more")]).toEqual([
    "written/sums",
    "sums/written/more",
  ]);
  expect([isWrittenGroup("sums/written"), isWrittenGroup("/written/sums")]).toEqual([true, false]);
});
