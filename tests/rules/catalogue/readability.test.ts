import { expect, test } from "vitest";
import { readability } from "#app/features/catalogue/readability.ts";

const PLAIN =
  "She counts the money at night. The box is full, but the book says less. She asks the teller to count it again.";
const HEAVY =
  "Notwithstanding the aforementioned considerations, institutional sustainability necessitates comprehensive operational rationalisation.";

test("sentences are counted, and their words", () => {
  const measured = readability([PLAIN], "en");
  expect(measured).toMatchObject({ sentences: 3 });
  expect(measured!.wordsPerSentence).toBeCloseTo(23 / 3);
});

test("everyday words read more easily than the words of an office", () => {
  expect(readability([PLAIN], "en")!.ease).toBeGreaterThan(90);
  expect(readability([HEAVY], "en")!.ease).toBeLessThan(0);
});

test("headings and cells are no sentences, and a figure does not end one", () => {
  expect(readability(["What it costs", "1,200"], "en")).toBeNull();
  expect(readability(["The price rose to 1.5 % a month in the second year."], "en")).toMatchObject({
    sentences: 1,
  });
});

test("the ease is measured for English only, and nothing where words are not parted by spaces", () => {
  expect(readability(["Elle compte l’argent le soir, et la caisse est pleine."], "fr")).toMatchObject({
    ease: null,
  });
  expect(readability(["គាត់រាប់ប្រាក់នៅពេលយប់ ហើយប្រអប់ពេញ ប៉ុន្តែសៀវភៅថាតិចជាង។"], "km")).toBeNull();
});
