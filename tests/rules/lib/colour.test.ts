import fc from "fast-check";
import { expect, test } from "vitest";
import { COLOUR, contrast, tint } from "#app/lib/colour.ts";

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is what WCAG says of known pairs", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("contrast is the same both ways, and never less than that of a colour with itself", () => {
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      expect(contrast(one, other)).toBe(contrast(other, one));
      expect(contrast(one, other)).toBeGreaterThanOrEqual(contrast(one, one));
    }),
  );
});

test("a tint is a colour, no darker on white; all of it is itself, none of it white", () => {
  fc.assert(
    fc.property(colour, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
      expect(tint(one, share)).toMatch(COLOUR);
      expect(contrast(tint(one, share), "#ffffff")).toBeLessThanOrEqual(contrast(one, "#ffffff"));
      expect([tint(one, 1), tint(one, 0)]).toEqual([one, "#ffffff"]);
    }),
  );
});
