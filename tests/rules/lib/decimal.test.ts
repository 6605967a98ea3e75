import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimal, isWithin, readings, typedNumber } from "#app/lib/decimal.ts";

const means = (typed: string, value: string, tolerance = "0") =>
  readings(typed).some((number) => isWithin(number, decimal(value), decimal(tolerance)));

describe("what people write for a number", () => {
  test.each([
    ["7.0", "7"],
    ["7,0", "7"],
    [" 7 % ", "7"],
    ["+7", "7"],
    ["-3,5", "-3.5"],
    ["−3.5", "-3.5"],
    ["478000", "478000"],
    ["478 000", "478000"],
    ["478\u2009000", "478000"],
    ["478\u202f000", "478000"],
    ["478\u00a0000", "478000"],
    ["478,000", "478000"],
    ["1,250", "1250"],
    ["1,250", "1.25"],
    ["1,234,567.5", "1234567.5"],
    ["1.234.567", "1234567"],
    ["1.234,5", "1234.5"],
    ["1’250", "1250"],
    ["៧,៥", "7.5"],
    ["٧٫٥", "7.5"],
    ["٧٪", "7"],
  ])("%s can mean %s", (typed, value) => {
    expect(means(typed, value)).toBe(true);
  });

  test.each([
    "",
    " ",
    "seven",
    "7 or 8?",
    "1.2.3",
    "1,23,4",
    "--7",
    "7-",
    "1e3",
    "0x10",
    "Infinity",
    "9".repeat(41),
  ])("%s is no number", (typed) => {
    expect(readings(typed)).toEqual([]);
  });

  // It was not, once: only a comma before three digits was in doubt then, since no text was in Spanish, where the point
  // parts thousands. Whoever reads "45.000" there must not fail for typing it.
  test("a point before three digits is in doubt as a comma is", () => {
    expect(means("45.000", "45000")).toBe(true);
    expect(means("45.000", "45")).toBe(true);
    expect(means("0.045", "45")).toBe(false);
    expect(means("45.0000", "450000")).toBe(false);
  });

  const ENGLISH = { decimal: ".", points: false };
  const FRENCH = { decimal: ",", points: false };
  const SPANISH = { decimal: ",", points: true };
  test.each([
    ["1,250", 1250, 1.25, 1.25],
    ["45.000", 45, 45, 45_000],
    ["45 000", 45_000, 45_000, 45_000],
    ["1.234,5", 1234.5, 1234.5, 1234.5],
    ["0,045", 0.045, 0.045, 0.045],
    ["0.045", 0.045, 0.045, 0.045],
    ["៤៥,០០០", 45_000, 45, 45],
  ])("where one number is meant, %s is read as its language does", (typed, english, french, spanish) => {
    expect(typedNumber(typed, ENGLISH)).toBe(english);
    expect(typedNumber(typed, FRENCH)).toBe(french);
    expect(typedNumber(typed, SPANISH)).toBe(spanish);
  });
});

describe("tolerance", () => {
  test.each([
    ["7.1", "7.0", "0.1", true],
    ["6.9", "7.0", "0.1", true],
    ["7.11", "7.0", "0.1", false],
    ["0.3", "0.1", "0.2", true],
    ["0.30000000000000001", "0.1", "0.2", false],
    ["385.5", "385.48", "0.05", true],
  ])("%s against %s ± %s is %s", (typed, key, tolerance, right) => {
    expect(means(typed, key, tolerance)).toBe(right);
  });
});

const anyDecimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
  .map(([negative, units, scale]) => {
    const digits = String(units).padStart(scale + 1, "0");
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    return negative ? `-${text}` : text;
  });

test("a decimal is itself, also with a comma, and never one step further than the tolerance", () => {
  fc.assert(
    fc.property(anyDecimal, (text) => {
      expect(means(text, text)).toBe(true);
      expect(means(text.replace(".", ","), text)).toBe(true);
      const value = decimal(text);
      const next = { units: value.units + 1n, scale: value.scale };
      expect(isWithin(next, value, decimal("0"))).toBe(false);
      expect(isWithin(next, value, { units: 1n, scale: value.scale })).toBe(true);
    }),
  );
});

test("no text makes it throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => void readings(text)));
});
