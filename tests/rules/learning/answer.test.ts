import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnswerValue, QuestionBody } from "#app/features/catalogue/question.ts";
import { answerField, isBlank, placesIn, readAnswer, shownPositions } from "#app/features/learning/answer.ts";
import { questions } from "#tests/support/course-fixture.ts";

const bodies = [...questions().values()].map(({ body }) => body);
const bodyOf = (kind: QuestionBody["kind"]) => bodies.find((body) => body.kind === kind)!;

describe("form fields become an answer", () => {
  test.each([
    ["single", { a3: "b" }, { choice: "b" }],
    ["single", {}, { choice: "" }],
    ["true-false", { a3: "false" }, { choice: "false" }],
    ["multiple", { a3: ["c", "a"] }, { choices: ["a", "c"] }],
    ["multiple", {}, { choices: [] }],
    ["numeric", { a3: "7,0" }, { text: "7,0" }],
    ["free-text", { a3: "Dear client" }, { text: "Dear client" }],
    ["matching", { "a3.l1": "r2", "a3.l2": "" }, { pairs: { l1: "r2" } }],
    ["ordering", { "a3.a": "2", "a3.b": "1", "a3.c": "3", "a3.d": "4" }, { order: ["b", "a", "c", "d"] }],
    ["ordering", { "a3.a": "1", "a3.b": "1" }, { pairs: { a: "1", b: "1" } }],
  ] as [QuestionBody["kind"], Record<string, string | string[]>, AnswerValue][])(
    "%s %j",
    (kind, fields, value) => {
      expect(readAnswer(bodyOf(kind), 3, fields)).toEqual({ ok: true, value });
    },
  );

  test.each([
    ["single", { a3: "z" }],
    ["true-false", { a3: "maybe" }],
    ["multiple", { a3: ["a", "z"] }],
    ["matching", { "a3.l1": "l2" }],
    ["ordering", { "a3.a": "5" }],
    ["ordering", { "a3.a": "01" }],
  ] as [QuestionBody["kind"], Record<string, string | string[]>][])("%s refuses %j", (kind, fields) => {
    expect(readAnswer(bodyOf(kind), 3, fields)).toEqual({ ok: false });
  });

  test("whatever is posted, reading it answers", () => {
    const text = fc.oneof(fc.constantFrom("a", "b", "r1", "1", "2", "true", ""), fc.string());
    const value = fc.oneof(text, fc.array(text));
    const fields = fc.dictionary(fc.constantFrom("a3", "a3.a", "a3.b", "a3.l1", "a3.__proto__"), value);
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fields, (body, posted) => {
        expect(typeof readAnswer(body, 3, posted).ok).toBe("boolean");
      }),
    );
  });
});

describe("an ordering by numbers", () => {
  test("comes back as it was chosen, complete or not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("", "1", "2", "3", "4"), { minLength: 4, maxLength: 4 }),
        (places) => {
          const fields = Object.fromEntries(
            ["a", "b", "c", "d"].map((id, n) => [answerField(1, id), places[n] ?? ""]),
          );
          const read = readAnswer(bodyOf("ordering"), 1, fields);
          const back = read.ok ? placesIn(read.value) : {};
          expect(["a", "b", "c", "d"].map((id) => back[id] ?? "")).toEqual(places);
        },
      ),
    );
  });
});

test("an answer taken back is blank", () => {
  for (const body of bodies) {
    const read = readAnswer(body, 1, {});
    expect(read.ok && isBlank(read.value)).toBe(true);
  }
});

describe("the items a form shows", () => {
  test.each([
    [{ shown: ["1", "3", "3"] }, [1, 3]],
    [{ shown: "2" }, [2]],
    [{}, []],
    [{ shown: ["0"] }, null],
    [{ shown: ["4"] }, null],
    [{ shown: ["x"] }, null],
  ])("%j", (fields, positions) => {
    expect(shownPositions(fields, 3)).toEqual(positions);
  });
});
