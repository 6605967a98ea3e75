import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { computeSheet, exampleEntries } from "#app/features/catalogue/compute-sheet.ts";
import { fieldNames, onLine, ToolForm, workOut } from "#app/features/catalogue/sheet-form.ts";
import { allParts, isLines, SheetWords } from "#app/features/catalogue/sheet.ts";
import { writeNumber } from "#app/features/catalogue/written-numbers.ts";
import { isSecret } from "#app/lib/form.ts";
import { everything, watchList, watchListWords } from "#tests/support/sheets.ts";

const tool = { sheet: watchList, words: watchListWords, locale: "en" };
const typed = (fields: Record<string, string>, locale = "en") =>
  workOut({ ...tool, locale }, ToolForm.parse({ intent: "work-out", ...fields }));

test("fields are named by their place, never by an id that a form would not show again", () => {
  const names = [...fieldNames(watchList)];
  expect(names).toContainEqual(["code", "f3"]);
  expect(names.some(([, name]) => isSecret(onLine(name, 3)))).toBe(false);
  expect(onLine("f3", 0)).toBe("f3.1");
});

test("what is typed is worked out and kept as it was typed", () => {
  const fields = { f1: "478 000", "f3.1": "D-114", "f4.1": "350", "f5.1": "31", "f4.8": "1,200.5" };
  const { worked, problem } = typed(fields);
  expect(problem).toEqual({ values: fields, errors: [] });
  expect(worked?.boxes).toEqual({ over30: 350, par30: 350 / 478000 });
  expect(worked?.lines["loans"]?.map((line) => line?.["share"] ?? null)).toEqual([
    350 / 478000,
    ...Array<null>(6).fill(null),
    1200.5 / 478000,
  ]);
});

describe("numbers as people type them under a text in its language", () => {
  test.each([
    ["1,250", "en", 1250],
    ["1,250", "fr", 1.25],
    ["1 250,5", "fr", 1250.5],
    ["1\u202f250", "fr", 1250],
    ["1.250,5", "en", 1250.5],
    ["1.250.000", "fr", 1250000],
    ["១២៥០", "en", 1250],
    ["−40", "en", -40],
    ["45.000", "es", 45000],
    ["45.000", "en", 45],
    ["45.000", "fr", 45],
    ["45.000,5", "es", 45000.5],
    ["0.500", "es", 0.5],
    ["1.5", "es", 1.5],
    ["1,250", "es", 1.25],
    ["−45.000", "es", -45000],
    ["1,250", "km", 1250],
    ["45.5", "km", 45.5],
  ])("%s", (text, locale, portfolio) => {
    const { worked } = typed({ f1: text, "f4.1": "100", "f5.1": "31" }, locale);
    expect(worked?.boxes["par30"]).toBeCloseTo(100 / portfolio, 12);
  });

  test.each([
    ["f1", "many", "number-like"],
    ["f4.2", "12 dozen", "number-like"],
    ["f1", "1e9", "number-like"],
    ["f1", "1000000000000000", "number-like"],
    ["f5.1", "3,5", "whole-number"],
  ])("%s: %s is said at its field", (field, text, key) => {
    const { worked, problem } = typed({ [field]: text }, "fr");
    expect(worked).toBeNull();
    expect(problem.errors).toMatchObject([{ field, key }]);
    expect(problem.values).toEqual({ [field]: text });
  });
});

test.each(["en", "fr", "es", "km"])("the filled example reads back as it is, typed in %s", (locale) => {
  const sheet = everything;
  const words = SheetWords.parse({ ...watchListWords, examples: { name: ["A", "B", "", "D", "E"] } });
  const shown = workOut({ sheet, words, locale }, { intent: "example" });
  const values = shown.problem.values;
  expect(values[fieldNames(sheet).get("rate")!]).toBe(writeNumber(1.5, 2, locale));
  const back = workOut({ sheet, words, locale }, ToolForm.parse({ intent: "work-out", ...values }));
  expect(back.problem.errors).toEqual([]);
  const lines = (answer: typeof back) => Object.values(answer.worked!.lines).map((all) => all.slice(0, 5));
  expect(lines(back)).toEqual(lines(shown));
  expect(shown.worked).toEqual(computeSheet(sheet, exampleEntries(sheet, words)));
});

test("emptied, nothing stays", () => {
  const form = ToolForm.parse({ intent: "empty", f1: "many", "f3.1": "D-114" });
  expect(workOut(tool, form)).toEqual({
    problem: { values: {}, errors: [] },
    refusal: null,
    worked: null,
  });
});

test("whatever is sent, there is an answer", () => {
  const places = allParts(everything).length;
  const name = fc.oneof(
    fc.string(),
    fc.nat(places).map((at) => `f${at}`),
    fc.tuple(fc.nat(places), fc.nat(30)).map(([at, line]) => `f${at}.${line}`),
  );
  const value = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.array(fc.string()),
    fc.bigInt().map(String),
  );
  const own = everything.blocks.find(isLines)!;
  fc.assert(
    fc.property(fc.dictionary(name, value), (fields) => {
      const form = ToolForm.parse({ ...fields, intent: "work-out" });
      const answer = workOut({ ...tool, sheet: everything }, form);
      expect(answer.worked === null).toBe(answer.problem.errors.length > 0);
      if (answer.worked) expect(answer.worked.lines[own.id]).toHaveLength(own.rows);
    }),
  );
});
