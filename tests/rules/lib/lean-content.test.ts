import fc from "fast-check";
import { expect, test } from "vitest";
import { leanContent } from "#app/lib/lean-content.ts";

/* How the renderer writes, and the same with less. Whether it is drawn the same, poppler judges (signed-pdf.test). */

test("a rectangle is one, also where its corners are curves of no length", () => {
  expect(leanContent("1 2 m\n4 2 l\n4 7 l\n1 7 l\nh\nf")).toBe("1 2 3 5 re\nf");
  const corners = ["0 0 m", "9.5 0 l", "9.5 0 9.5 0 9.5 0 c", "9.5 4 l", "9.5 4 9.5 4 9.5 4 c"];
  const back = ["0 4 l", "0 4 0 4 0 4 c", "0 0 l", "0 0 0 0 0 0 c", "h", "W n"];
  expect(leanContent([...corners, ...back].join("\n"))).toBe("0 0 9.5 4 re\nW n");
});

test("what is none stays as it is: a slant, an open line, a curve", () => {
  for (const drawing of [
    "1 2 m\n4 3 l\n4 7 l\n1 7 l\nh\nf",
    "1 2 m\n4 2 l\n4 7 l\n1 7 l\nS",
    "1 2 m\n4 2 l\n4 7 l\n1 8 l\nh\nf",
    "1 2 m\n1 2 4 2 4 7 c\nS",
  ])
    expect(leanContent(drawing)).toBe(drawing);
});

test("states that are saved for nothing are not, within each other too; others are kept", () => {
  expect(leanContent("q\nq\nq\nQ\nQ\n1 w\nQ\nq\nQ\nS")).toBe("q\n1 w\nQ\nS");
});

test("numbers are as near as a printer's dot, and text stays", () => {
  expect(leanContent("0.6627450980392157 0.25 1 SCN\n[<0003002f> 12.500000 <0.1234567>] TJ")).toMatch(
    /^0\.6627 0\.25 1 SCN\n/,
  );
  fc.assert(
    fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), (value) => {
      const [written] = leanContent(`${value.toFixed(9)} w`).split(" ");
      expect(Math.abs(Number(written) - value)).toBeLessThan(0.0001);
      expect(written!).not.toContain("e");
    }),
  );
});

test("a matrix is multiplied by what follows it, and keeps six digits however small it is", () => {
  expect(leanContent("0.00048828125 0 0 0.00048828125 122.658023456 0 cm")).toBe(
    "0.000488281 0 0 0.000488281 122.658 0 cm",
  );
  expect(leanContent("0.00048828125 0 0 1 0 0 Tm")).toBe("0.000488281 0 0 1 0 0 Tm");
  expect(leanContent("0.0000000123 0 0 1 0 0 cm")).toBe("0.0000000123 0 0 1 0 0 cm");
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 2000, noNaN: true }), (value) => {
      const [written] = leanContent(`${value.toFixed(12)} 0 0 1 0 0 cm`).split(" ");
      expect(Math.abs(Number(written) / value - 1)).toBeLessThan(0.00001);
    }),
  );
});
