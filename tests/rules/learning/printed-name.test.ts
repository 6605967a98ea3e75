import { describe, expect, test } from "vitest";
import { PrintedNameForm } from "#app/features/learning/learning-forms.ts";
import { mayConfirmName, tidyName, unprintable } from "#app/features/learning/printed-name.ts";

const isRight = (printedName: string, printedNameLocal = "") =>
  PrintedNameForm.safeParse({ printedName, printedNameLocal }).success;

describe("a printed name", () => {
  test.each([
    "Sok Dara",
    "Sukarno",
    "Nguyễn Thị Ánh",
    "Ó Briain",
    "d'Almeida",
    "Jean-Luc N’Guessan",
    "J. P. Sartre",
  ])("%s is one", (name) => {
    expect(isRight(name)).toBe(true);
  });

  test.each(["", "-", "Sok Dara 2", "<b>Sok</b>", "សុខ ដារ៉ា", "Sok ដារ៉ា", "Ѕok Dara" /* a Cyrillic S */])(
    "%s is none",
    (name) => {
      expect(isRight(name)).toBe(false);
    },
  );

  test.each(["សុខ ដារ៉ា", "أم كلثوم", "Ольга", "Ελένη", ""])("%s may stand beside it", (local) => {
    expect(isRight("Sok Dara", local)).toBe(true);
  });

  test("is refused when no font can print it, naming the characters", () => {
    const uncovered = (text: string) => (text === "ሰላም" ? ["ሰ", "ላ"] : []);
    expect(unprintable({ printedName: "Sok Dara", printedNameLocal: "ሰላም" }, uncovered)).toEqual({
      field: "printedNameLocal",
      characters: "ሰ ላ",
    });
    expect(unprintable({ printedName: "Sok Dara", printedNameLocal: "" }, uncovered)).toBeNull();
  });

  test("is stored with single spaces, composed", () => {
    expect(tidyName({ printedName: "  Sok   Dara ", printedNameLocal: "e\u0301" })).toEqual({
      printedName: "Sok Dara",
      printedNameLocal: "\u00e9",
    });
  });
});

test("after the cohort is closed it stays as it is", () => {
  expect(mayConfirmName(false).ok).toBe(true);
  expect(mayConfirmName(true)).toMatchObject({ reason: { key: "learning.name-is-fixed" } });
});
