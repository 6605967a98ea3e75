import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeNumber } from "#app/features/catalogue/written-numbers.ts";
import { wrongSums } from "#app/features/catalogue/written-sums.ts";

const faults = (text: string, language = "en") =>
  wrongSums(text, language).map(({ sum, is, not }) => `${sum} is ${is}, not ${not}`);

describe("sums that are right", () => {
  test.each([
    "14,200 + 9,100 = 23,300",
    "13,400 ÷ 478,000 = 2.8 %",
    "33,500 ÷ 478,000 = 7 %, and 33,500 ÷ 478,000 = 7.01 %",
    "(98.33 + 57.20) ÷ 460 = 155.53 ÷ 460 = 33.8 %",
    "9,800 − 25,900 − 3,900 + 19,900 = −100",
    "−20,000 − 2,250 − 3,100 = −25,350",
    "9,800 - 25,900 = -16,100",
    "2.5 % + 0.952 × 0.5 % = 2.976 % a month",
    "So 600 × 1.2 % = 7.20, and 12 × 7.20 = 86.40.",
    "28,000 × 8 % ÷ 12 = 187 a month",
    "7.0 % − 5.6 % = 1.4 %, or 7.0 % − 5.6 % = 1.4 points",
    "9.2 − 7.0 = 2.2 %",
    "14,200 ÷ 478,000 = 0.0297 = 2.97 % = 3.0 %",
    "23,300 = 14,200 + 9,100",
    "8,000 − (−20,000) = 28,000",
    "100 + 15 + 57.20 = 172.20, or 37.4 %",
    "It is 172.20 (100 + 15 + 57.20 = 172.20).",
    "5 ÷ 2 = 3 and 5 ÷ 2 = 2",
    "2 × (3 + 4) × 5 = 70",
    "100 ÷ 10 ÷ 2 = 5",
    "0.2 − 0.4 = 0",
  ])("%s", (text) => expect(faults(text)).toEqual([]));

  test("in other languages", () => {
    expect(faults("14 200 + 9 100 = 23 300 ; 33 500 ÷ 478\u202f000 = 7,0 %", "fr")).toEqual([]);
    expect(faults("14.200 + 9.100 = 23 300; 33.500 ÷ 478.000 = 7,0 %", "es")).toEqual([]);
    expect(faults("14,200 + 9,100 = 23,300", "km")).toEqual([]);
  });
});

describe("sums that are wrong", () => {
  test.each([
    ["14,200 + 9,100 = 23,400", "14,200 + 9,100 is 23,300, not 23,400"],
    ["13,400 ÷ 478,000 = 2.9 %", "13,400 ÷ 478,000 is 2.8 %, not 2.9 %"],
    ["13,400 ÷ 478,000 = 0.03 %", "13,400 ÷ 478,000 is 2.80 %, not 0.03 %"],
    ["9,800 − 25,900 = 16,100", "9,800 − 25,900 is −16,100, not 16,100"],
    ["12 + 3 × 4 = 60", "12 + 3 × 4 is 24, not 60"],
    ["6,000 + 21,000 − 26,000 = 1,500.", "6,000 + 21,000 − 26,000 is 1,000, not 1,500"],
    ["40 ÷ 500 = 8.0 % = 0.8", "40 ÷ 500 is 0.1, not 0.8"],
    ["23,400 = 14,200 + 9,100", "14,200 + 9,100 is 23,300, not 23,400"],
    ["98.33 + 57.20 = 2 × 80", "98.33 + 57.20 is 155.53, not 2 × 80"],
    ["(5 + 3) × 2 = 11", "(5 + 3) × 2 is 16, not 11"],
  ])("%s", (text, fault) => expect(faults(text)).toEqual([fault]));

  test("each fault of a text, in its language", () => {
    expect(faults("14 200 + 9 100 = 23 400. Puis 200 ÷ 1 500 = 13,4 %.", "fr")).toEqual([
      "14 200 + 9 100 is 23\u00a0300, not 23 400",
      "200 ÷ 1 500 is 13,3 %, not 13,4 %",
    ]);
  });
});

describe("what is no sum is left alone", () => {
  test.each([
    "600 + 550 + … + 50 = 1",
    "12 × 2 h × 2 + 1 = 1",
    "1.5 % of 1,000 = 15 and 5 % of 600 + 20 = 1",
    "PAR 30 = 33,500 ÷ 478,000",
    "7 = 8",
    "x + 5 = 1",
    "3/4 + 2 = 1",
    "45,000 riel + 7,000 riel = 1 riel",
    "1.2 % × 1.8 ≈ 2",
    "60 + 20 % = 72",
    "`=IRR(A1:A13)*12`",
    "7:30 + 0:45 = 8:15",
    "(1 + rate)¹² − 1 = 1",
    "200 + 50 = 5 + …",
    "200 + 50 = 20 % of 600",
    "8 ÷ 0 = 1",
    "13 400 + 9 100 = 1",
    "1-30 + 2 = 1",
    "7,0 + 2 = 1",
    "= = + 5 = (",
  ])("%s", (text) => expect(faults(text)).toEqual([]));
});

test("a right sum is never called wrong, a wrong one always", () => {
  const number = fc.integer({ min: 1, max: 1_000_000 });
  const sign = fc.constantFrom("+", "−", "×");
  fc.assert(
    fc.property(
      fc.constantFrom("en", "fr", "es"),
      number,
      fc.array(fc.tuple(sign, number), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      (language, first, rest, off) => {
        fc.pre(rest.filter(([one]) => one === "×").length < 2);
        const write = (value: number) => writeNumber(value, 0, language);
        const value = [["+", first] as const, ...rest]
          .reduce<number[]>((terms, [one, next]) => {
            if (one === "×") return [...terms.slice(0, -1), terms.at(-1)! * next];
            return [...terms, one === "+" ? next : -next];
          }, [])
          .reduce((sum, term) => sum + term, 0);
        const left = [write(first), ...rest.map(([one, next]) => `${one} ${write(next)}`)].join(" ");
        expect(faults(`So ${left} = ${write(value)}.`, language)).toEqual([]);
        expect(faults(`So ${left} = ${write(value + off)}.`, language)).toHaveLength(1);
      },
    ),
  );
});

test("no text is too strange", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."059.,% +−×÷=()a…-") }), (text) => {
      faults(text);
    }),
  );
});
