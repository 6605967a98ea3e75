import { expect, test } from "vitest";
import { readSheetCode, sheetCode } from "#app/features/cohorts/sheet-code.ts";

const ID = "01a225b1-a7dc-7275-a221-3994f82d8571";

test("a code is the end of the id, in groups one can read aloud, and leads back to it", () => {
  expect(sheetCode(ID)).toBe("3994-f82d-8571");
  expect(ID.endsWith(readSheetCode(sheetCode(ID))!)).toBe(true);
});

test.each([
  ["3994f82d8571", "3994f82d8571"],
  [" 3994 F82D 8571 ", "3994f82d8571"],
  ["3994-f82d", null],
  ["3994-f82d-857g", null],
  ["%", null],
])("“%s” is read as %s", (typed, code) => expect(readSheetCode(typed)).toBe(code));
