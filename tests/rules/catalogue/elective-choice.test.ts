import fc from "fast-check";
import { expect, test } from "vitest";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import {
  countedModules,
  electivesLeft,
  unmetParts,
  validChoice,
} from "#app/features/catalogue/elective-choice.ts";
import { courseModule, courseOutline, unit } from "#tests/support/course-fixture.ts";

/* Volume II: two core sections, six products, five segments; seven to choose, three of each at least. */
const products = ["savings", "emergency", "housing", "leasing", "insurance", "payments"];
const segments = ["youth", "women", "rural", "displaced", "small-enterprises"];
const core = ["why-diversify", "portfolio"];
const electives = [...products, ...segments];

const outline: CourseOutline = courseOutline({
  sections: [
    { id: "i", kind: "core", group: null, modules: core },
    { id: "ii", kind: "elective", group: "products", modules: products },
    { id: "iii", kind: "elective", group: "segments", modules: segments },
  ],
  selection: { total: 7, products: 3, segments: 3 },
  modules: Object.fromEntries([...core, ...electives].map((id) => [id, courseModule(id, [unit("read")])])),
  final: null,
});

const anyChoice = fc.array(fc.constantFrom(...electives, ...core, "unknown"), { maxLength: 16 });

test.each([
  [[], { total: 0, products: 0, segments: 0 }],
  [products, { total: 6, segments: 0 }],
  [[...products, "youth"], { segments: 1 }],
  [["savings", "leasing", "payments", "youth", "women", "rural"], { total: 6 }],
  [["savings", "leasing", "payments", "youth", "women", "rural", "displaced"], {}],
  [electives, {}],
])("%j leaves %j short", (chosen, short) => {
  const unmet = Object.fromEntries(unmetParts(outline, chosen).map((part) => [part.part, part.chosen]));
  expect(unmet).toEqual(short);
});

test("a further module never makes a choice worse", () => {
  fc.assert(
    fc.property(anyChoice, fc.constantFrom(...electives), (chosen, further) => {
      const before = unmetParts(outline, chosen).map(({ part }) => part);
      const after = unmetParts(outline, [...chosen, further]).map(({ part }) => part);
      expect(before).toEqual(expect.arrayContaining(after));
    }),
  );
});

test("order, repetition and modules that are no electives change nothing", () => {
  fc.assert(
    fc.property(anyChoice, fc.integer(), (chosen, seed) => {
      const shuffled = chosen.map((id, index) => ({ id, key: (index * 7919 + seed) % 101 }));
      const other = shuffled.sort((a, b) => a.key - b.key).map(({ id }) => id);
      expect(unmetParts(outline, [...other, ...chosen, "unknown"])).toEqual(unmetParts(outline, chosen));
      expect(validChoice(outline, other)).toEqual(validChoice(outline, chosen));
    }),
  );
});

test("what counts is the core and the choice, each module once, in the order of the course", () => {
  fc.assert(
    fc.property(anyChoice, (chosen) => {
      const counted = countedModules(outline, chosen).map(({ id }) => id);
      expect(counted).toEqual(
        [...core, ...electives].filter((id) => core.includes(id) || chosen.includes(id)),
      );
    }),
  );
});

test("a choice is complete exactly when its parts are counted by hand", () => {
  fc.assert(
    fc.property(anyChoice, (chosen) => {
      const own = new Set(chosen);
      const of = (ids: string[]) => ids.filter((id) => own.has(id)).length;
      const complete = of(electives) >= 7 && of(products) >= 3 && of(segments) >= 3;
      expect(unmetParts(outline, chosen).length === 0).toBe(complete);
    }),
  );
});

test("as many as are left complete the choice, and no fewer", () => {
  fc.assert(
    fc.property(anyChoice, (chosen) => {
      const left = electivesLeft(outline, chosen);
      const others = (ids: string[]) => ids.filter((id) => !chosen.includes(id));
      const wanted = unmetParts(outline, chosen);
      const lacking = (part: string) =>
        wanted.filter((unmet) => unmet.part === part).map((u) => u.needed - u.chosen);
      const [ofProducts = 0] = lacking("products");
      const [ofSegments = 0] = lacking("segments");
      const more = [...others(products).slice(0, ofProducts), ...others(segments).slice(0, ofSegments)];
      const rest = others(electives).filter((id) => !more.includes(id));
      const completed = [...chosen, ...more, ...rest.slice(0, left - more.length)];
      expect(unmetParts(outline, completed)).toEqual([]);
      if (left > 0) expect(unmetParts(outline, completed.slice(0, -1))).not.toEqual([]);
    }),
  );
});

test("without a rule there is nothing to choose", () => {
  expect(unmetParts(courseOutline({ selection: null }), [])).toEqual([]);
});
