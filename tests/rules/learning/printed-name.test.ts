import { describe, expect, test } from "vitest";
import { mayConfirmName, nameProblem, tidyName } from "#app/features/learning/printed-name.ts";

const covered = () => [];
const problem = (printedName: string, printedNameLocal = "") =>
  nameProblem({ printedName, printedNameLocal }, covered)?.key ?? null;

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
    expect(problem(name)).toBeNull();
  });

  test.each([
    ["", "name-letters"],
    ["-", "name-letters"],
    ["Sok Dara 2", "name-letters"],
    ["<b>Sok</b>", "name-letters"],
    ["sok@example.org", "name-letters"],
    ["សុខ ដារ៉ា", "name-latin"],
    ["Sok ដារ៉ា", "name-latin"],
    ["Ѕok Dara", "name-latin"], // a Cyrillic letter that looks like S
  ])("%s is none: %s", (name, key) => {
    expect(problem(name)).toBe(key);
  });

  test.each(["សុខ ដារ៉ា", "أم كلثوم", "Ольга", "Ελένη", ""])("%s may stand beside it", (local) => {
    expect(problem("Sok Dara", local)).toBeNull();
  });

  test("is refused when no font can print it, naming the characters", () => {
    const found = nameProblem({ printedName: "Sok Dara", printedNameLocal: "ሰላም" }, (text) =>
      text === "ሰላም" ? ["ሰ", "ላ"] : [],
    );
    expect(found).toEqual({
      field: "printedNameLocal",
      key: "name-not-printable",
      params: { characters: "ሰ ላ" },
    });
  });

  test("is stored with single spaces, composed", () => {
    expect(tidyName({ printedName: "  Sok   Dara ", printedNameLocal: "é" })).toEqual({
      printedName: "Sok Dara",
      printedNameLocal: "é",
    });
  });
});

test("after the cohort is closed it stays as it is", () => {
  expect(mayConfirmName(false).ok).toBe(true);
  expect(mayConfirmName(true)).toMatchObject({ reason: { key: "learning.name-is-fixed" } });
});
