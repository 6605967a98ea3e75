import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claims, isWrittenAs, numbersIn, writeNumber } from "#app/features/catalogue/written-numbers.ts";

const found = (text: string, language = "en") =>
  numbersIn(text, language).map(({ text, value }) => [text, value]);
const claimed = (text: string, language = "en") =>
  numbersIn(text, language)
    .filter(claims)
    .map(({ text }) => text);
const only = (text: string, language = "en") => numbersIn(text, language)[0]!;

describe("numbers in running text", () => {
  test.each<[string, string, [string, number][]]>([
    [
      "en",
      "PAR30 is 33,500 of 478,000, or 7.0 %.",
      [
        ["33,500", 33500],
        ["478,000", 478000],
        ["7.0 %", 7],
      ],
    ],
    ["en", "1,234,567.50 in all", [["1,234,567.50", 1234567.5]]],
    [
      "en",
      "5.8, 5.5, 7.0",
      [
        ["5.8", 5.8],
        ["5.5", 5.5],
        ["7.0", 7],
      ],
    ],
    ["en", "7%", [["7%", 7]]],
    [
      "en",
      "7\u00a0% and 8\u202f%",
      [
        ["7\u00a0%", 7],
        ["8\u202f%", 8],
      ],
    ],
    ["en", "478000 riel", [["478000", 478000]]],
    [
      "en",
      "600 550",
      [
        ["600", 600],
        ["550", 550],
      ],
    ],
    [
      "fr",
      "33 500 ÷ 478\u00a0000 = 7,0 %",
      [
        ["33 500", 33500],
        ["478\u00a0000", 478000],
        ["7,0 %", 7],
      ],
    ],
    ["fr", "1\u202f234\u202f567,5", [["1\u202f234\u202f567,5", 1234567.5]]],
    [
      "fr",
      "en 2017 300 000 riels",
      [
        ["2017", 2017],
        ["300 000", 300000],
      ],
    ],
    [
      "es",
      "33.500 de 478 000, o el 7,0 %",
      [
        ["33.500", 33500],
        ["478 000", 478000],
        ["7,0 %", 7],
      ],
    ],
    [
      "km",
      "របស់478,000រៀល ឬ7.0%",
      [
        ["478,000", 478000],
        ["7.0%", 7],
      ],
    ],
    ["xx", "478,000", [["478,000", 478000]]],
  ])("%s: %s", (language, text, numbers) => expect(found(text, language)).toEqual(numbers));

  test.each([
    ["en", "on the 131st day", "131"],
    ["fr", "le 131e jour, le 120e, le 1er", "131"],
  ])("a place that is counted is a number: %s %s", (language, text, digits) => {
    expect(claimed(text, language)[0]).toBe(digits);
  });

  test.each(["client B-087, D-114", "PAR30, PAR90+", "3x, 300g", "file A3-112", "v1_200"])(
    "codes are no numbers: %s",
    (text) => expect(found(text)).toEqual([]),
  );

  test.each([
    ["en", "7,0 %"],
    ["en", "12,5"],
    ["en", "1,2345"],
    ["en", "1.2.3"],
    ["fr", "7.0 %"],
    ["fr", "478.000"],
    ["es", "2.5 %"],
    ["es", "1.5"],
  ])("%s does not write %s", (language, text) => {
    expect(only(text, language).value).toBeNaN();
    expect(claims(only(text, language))).toBe(true);
  });

  test("a French comma is a decimal sign, even before three digits", () => {
    expect(only("478,000", "fr")).toMatchObject({ value: 478, decimals: 3 });
  });
});

describe("what a number claims", () => {
  test("per cent, decimals, three digits and more", () => {
    expect(claimed("5 %, 7.5, 100, 1,240 and 478,000 of 99, 8 and 30")).toEqual([
      "5 %",
      "7.5",
      "100",
      "1,240",
      "478,000",
    ]);
  });

  test("days, times, years and codes claim nothing", () => {
    expect(
      claimed("At 7:30 and 16:45 on 31 October 2001, 91–99 days late, PAR30, B-087, in 1990 or 2039."),
    ).toEqual([]);
    expect(claimed("1989, 2040, 2,017, 2017 % and 2017.5")).toEqual([
      "1989",
      "2040",
      "2,017",
      "2017 %",
      "2017.5",
    ]);
  });

  test("a range is two numbers, and a dash no sign of less", () => {
    expect(claimed("91–180 days, 91-180 days, over 180-day")).toEqual(["180", "180", "180"]);
  });
});

describe("rounded as it is written", () => {
  test.each([
    [7.0084, "7 %"],
    [7.0084, "7.0 %"],
    [7.0084, "7.01 %"],
    [33500, "33,500"],
    [-1200, "1,200"],
    [1200, "−1,200"],
    [186.67, "187"],
    [2.5, "3 %"],
    [2.5, "2 %"],
    [0.005, "0.01"],
    [1e9 / 3, "333,333,333.33"],
  ])("%d is %s", (value, text) => expect(isWrittenAs(value, only(text))).toBe(true));

  test.each([
    [7.0084, "7.1 %"],
    [7.0084, "7.00 %"],
    [33500, "33,000"],
    [33500.6, "33,500"],
    [186.4, "187"],
  ])("%d is not %s", (value, text) => expect(isWrittenAs(value, only(text))).toBe(false));
});

describe("whatever the number", () => {
  const language = fc.constantFrom("en", "fr", "es", "km");
  const value = fc.integer({ min: 0, max: 10 ** 9 });
  const decimals = fc.integer({ min: 0, max: 3 });

  test("what is written is read again, alone and in a sentence", () => {
    fc.assert(
      fc.property(language, value, decimals, fc.boolean(), (language, units, decimals, percent) => {
        const number = units / 10 ** decimals;
        const text = writeNumber(number, decimals, language) + (percent ? " %" : "");
        const read = numbersIn(`It is ${text}, or so.`, language);
        expect(read).toMatchObject([{ text, value: number, decimals, percent }]);
        expect(isWrittenAs(number, read[0]!)).toBe(true);
      }),
    );
  });

  test("no text is too strange, and each number stands where it says", () => {
    fc.assert(
      fc.property(
        language,
        fc.string({ unit: fc.constantFrom(..."0189.,% -−\u00a0ae:()") }),
        (language, text) => {
          for (const { text: own, start, end } of numbersIn(text, language))
            expect(text.slice(start, end)).toBe(own);
        },
      ),
    );
  });

  test.each([
    [-16100, 0, "−16,100"],
    [-0.2, 0, "0"],
    [0.5, 2, "0.50"],
  ])("%d with %d decimals is %s", (value, decimals, text) =>
    expect(writeNumber(value, decimals, "en")).toBe(text),
  );
});
