import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answerKey,
  CLIENT_OPTIONS,
  clientFormPage,
  fingersOf,
  isOfficers,
  isSpeakable,
  questionsOf,
} from "#app/features/catalogue/client-forms.ts";
import { clientForms, clientFormWords } from "#tests/support/client-forms.ts";

test.each([
  "Sok’s boat is broken. One: wait. Two: “talk” – today! Three: why?",
  "Que faire ? Un : attendre… Deux : « parler », vite !",
  "¿Qué hace usted? Uno: nada.",
  "តើអ្នកធ្វើអ្វី? មួយ៖ រង់ចាំ។ ពីរ៖ និយាយ។",
])("can be read aloud: %s", (say) => {
  expect(isSpeakable(say)).toBe(true);
});

test.each(["It costs 5 riel.", "១០០០រៀល", "ten %", "1/2", "a + b", "this (or that)", "10 $", "a_b", "៛", ""])(
  "cannot: %s",
  (say) => {
    expect(isSpeakable(say)).toBe(false);
  },
);

test("one character that is no word and no pause is enough to refuse", () => {
  const sign = fc.constantFrom(..."0123456789%&#@*/\\()[]{}<>=+|~^$€៛_");
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(clientFormWords)),
      fc.nat(),
      sign,
      ({ say }, at, strange) => {
        const place = at % (say.length + 1);
        expect(isSpeakable(say)).toBe(true);
        expect(isSpeakable(say.slice(0, place) + strange + say.slice(place))).toBe(false);
      },
    ),
  );
});

test("the key sets twin beside twin, whatever the order of form b", () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
  fc.assert(
    fc.property(order, (places) => {
      const forms = clientForms("do");
      const b = places.map((place) => forms.b[place]!);
      const key = answerKey({ forms: { ...forms, b }, words: clientFormWords });
      expect(key.map((line) => line.a.number)).toEqual([1, 2, 3, 4, 5, 6]);
      key.forEach((line, index) => {
        const question = forms.a[index]!;
        const twin = b[line.b.number - 1]!;
        expect(twin.twin).toBe(question.id);
        expect(line.objective).toBe(question.objective);
        expect(line.a.fingers).toBe(fingersOf(question.key));
        expect(line.b.answer).toBe(clientFormWords[twin.id]!.options[twin.key]);
      });
    }),
  );
});

test("an answer is shown by one, two or three fingers", () => {
  expect(CLIENT_OPTIONS.map(fingersOf)).toEqual([1, 2, 3]);
});

test("an address names form a, form b or the key, and nothing else", () => {
  expect(["a", "b", "key", "c", "", undefined].map(clientFormPage)).toEqual([
    "a",
    "b",
    "key",
    null,
    null,
    null,
  ]);
});

test("clients are asked for what is theirs", () => {
  expect(isOfficers("deliver-saving")).toBe(true);
  expect(isOfficers("saving")).toBe(false);
  expect(questionsOf(clientForms("do"))).toHaveLength(12);
});
