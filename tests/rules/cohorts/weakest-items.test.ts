import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FEWEST_PEOPLE,
  MOST_ITEMS,
  weakestItems,
  weakItemView,
  type AnswerCount,
} from "#app/features/cohorts/weakest-items.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";

const BANK = questions();
const SINGLE = "risk/know-single"; // a to d, b is right
const MULTIPLE = "risk/know-multiple"; // a to d, a and c are right
const TRUTH = "risk/know-true-false"; // true
const NUMBER = "risk/know-numeric";

const count = (item: string, value: object, points: number, people: number): AnswerCount => ({
  item,
  value: JSON.stringify(value),
  points,
  people,
});
const chose = (choice: string, people: number, item = SINGLE) =>
  count(item, { choice }, choice === "b" || choice === "true" ? 100 : 0, people);

test("the weakest comes first, and of equally weak ones that of which more is known", () => {
  const weak = weakestItems(
    [
      chose("b", 3),
      chose("a", 3),
      chose("true", 1, TRUTH),
      chose("false", 9, TRUTH),
      count(NUMBER, {}, 100, 4),
      count(NUMBER, {}, 0, 4),
    ],
    BANK,
  );
  expect(weak.map(({ item, right, people }) => [item, right, people])).toEqual([
    [TRUTH, 1, 10],
    [NUMBER, 4, 8],
    [SINGLE, 3, 6],
  ]);
});

test("what most of the wrong have chosen is named, blanks are not", () => {
  const [single] = weakestItems([chose("b", 1), chose("d", 4), chose("a", 2), chose("", 6)], BANK);
  expect(single).toMatchObject({ right: 1, people: 13, wrong: { option: "d", people: 4 } });
  const [multiple] = weakestItems(
    [
      count(MULTIPLE, { choices: ["a", "c"] }, 100, 1),
      count(MULTIPLE, { choices: ["a", "b", "d"] }, 0, 2),
      count(MULTIPLE, { choices: ["d"] }, 0, 3),
    ],
    BANK,
  );
  expect(multiple).toMatchObject({ right: 1, people: 6, wrong: { option: "d", people: 5 } });
  const [number] = weakestItems([count(NUMBER, {}, 0, 5)], BANK);
  expect(number?.wrong).toBeNull();
});

test("half an answer is not right", () => {
  const [matching] = weakestItems([count("risk/know-matching", { pairs: { l1: "r2" } }, 33, 5)], BANK);
  expect(matching).toMatchObject({ right: 0, people: 5 });
});

test("whatever was answered: nobody is picked out of a few, shares are in order, and what all have right is left out", () => {
  const answer = fc.record({
    item: fc.constantFrom(SINGLE, MULTIPLE, TRUTH, NUMBER, "risk/know-ordering", "risk/gone"),
    value: fc.constantFrom('{"choice":"a"}', '{"choice":"b"}', '{"choices":["a","b"]}', "{}"),
    points: fc.constantFrom(0, 33, 100),
    people: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 60 }), (counts) => {
      const weak = weakestItems(counts, BANK);
      expect(weak.length).toBeLessThanOrEqual(MOST_ITEMS);
      weak.forEach(({ item, people, right, wrong }, index) => {
        const all = counts.filter((each) => each.item === item);
        expect(people).toBe(all.reduce((sum, each) => sum + each.people, 0));
        expect(people).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
        expect(right).toBeLessThan(people);
        expect(wrong?.people ?? 0).toBeLessThanOrEqual(people);
        expect(BANK.has(item)).toBe(true);
        const next = weak[index + 1];
        if (next) expect(right / people).toBeLessThanOrEqual(next.right / next.people + 1e-12);
      });
    }),
  );
});

test("a page says it in the words of the item, and where it is taught", () => {
  const outline = courseOutline();
  const { units, texts } = outline.modules["risk"]!;
  units[0]!.objectives = ["know"];
  texts["en"]!.objectives = { know: "You can read PAR30." };
  const [weak] = weakestItems([chose("a", 5)], BANK);
  const text = {
    prompt: "Which?",
    options: { a: "This" },
    distractors: { a: "Not so." },
    explain: "Because.",
  };
  expect(weakItemView(weak!, { text, locale: "en" }, outline)).toEqual({
    item: SINGLE,
    people: 5,
    right: 0,
    locale: "en",
    prompt: "Which?",
    wrong: { option: "a", people: 5, words: "This" },
    why: "Not so.",
    objective: { words: "You can read PAR30.", locale: "en" },
    teaches: { moduleId: "risk", unitId: "par", title: { words: "Title of par", locale: "en" } },
  });
  const [number] = weakestItems([count(NUMBER, {}, 0, 5)], BANK);
  expect(
    weakItemView(number!, { text: { prompt: "How many?", explain: "Because." }, locale: "fr" }, outline),
  ).toMatchObject({ wrong: null, why: "Because.", objective: null });
});
