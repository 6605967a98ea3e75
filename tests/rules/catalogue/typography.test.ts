import fc from "fast-check";
import { expect, test } from "vitest";
import { isFigure, typeset, typesetAll } from "#app/features/catalogue/typography.ts";

test.each([
  ["en", "PAR30 is 7 % today", "PAR30 is 7\u00a0% today"],
  ["en", '"Good morning," she said. "Sit down."', "“Good morning,” she said. “Sit down.”"],
  ["en", 'He says "yes", (or "no").', "He says “yes”, (or “no”)."],
  ["en", "the officers' work isn't Dara's", "the officers’ work isn’t Dara’s"],
  ["en", "In 2026 30 clients", "In 2026 30 clients"],
  ["en", "a :-) smile", "a :-) smile"],
  ["fr", "Les 478 000 riels : voici", "Les 478\u00a0000 riels\u00a0: voici"],
  ["fr", 'Elle dit "oui" à l\'agence', "Elle dit «\u00a0oui\u00a0» à l’agence"],
  ["fr", "« Oui ? »", "«\u00a0Oui\u00a0?\u00a0»"],
])("%s: %s", (language, line, printed) => expect(typeset(line, language)).toBe(printed));

test("what is set is not set again", () => {
  fc.assert(
    fc.property(fc.constantFrom("en", "fr"), fc.string(), (language, line) => {
      const once = typeset(line, language);
      expect(typeset(once, language)).toBe(once);
    }),
  );
});

test("every line of an item's words is set, its ids and its shape stay", () => {
  const words = { prompt: 'Say "yes"', options: { a: "7 %" }, accept: ["it's"] };
  expect(typesetAll(words, "en")).toEqual({
    prompt: "Say “yes”",
    options: { a: "7\u00a0%" },
    accept: ["it’s"],
  });
});

test("a figure is known by its look", () => {
  expect(["1,054", "86.3 %", "−3.5 %", "478 000", "–", "7\u00a0%"].every(isFigure)).toBe(true);
  expect(["On time", "30 days", "", "1–30 days late", "%"].some(isFigure)).toBe(false);
});
