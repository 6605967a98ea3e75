import { expect, test } from "vitest";
import { sheetFormulas } from "#app/features/catalogue/sheet-formulas.ts";
import { Sheet } from "#app/features/catalogue/sheet.ts";
import { everything, watchList } from "#tests/support/sheets.ts";

test("the watch list as a spreadsheet writes it", () => {
  const formulas = sheetFormulas(watchList);
  expect([...formulas]).toHaveLength(10);
  expect(formulas.get("D11")).toBe('IF(COUNTA($A11:$C11)=0,"",IFERROR(B11/B6,"–"))');
  expect(formulas.get("D18")).toBe('IF(COUNTA($A18:$C18)=0,"",IFERROR(B18/B6,"–"))');
  expect(formulas.get("B21")).toBe('IFERROR(SUMIF(C11:C18,">"&30,B11:B18),"–")');
  expect(formulas.get("B22")).toBe('IFERROR(B21/B6,"–")');
});

test("a running column adds up to its line", () => {
  const formulas = sheetFormulas(everything);
  expect(formulas.get("G14")).toContain("B6+(SUM(B14)-(SUM(D14)*B7))");
  expect(formulas.get("G16")).toContain("B6+(SUM(B14:B16)-(SUM(D14:D16)*B7))");
  expect(formulas.get("H16")).toContain("IFERROR(G16*2");
});

const sheetWith = (by: string) =>
  Sheet.parse({
    blocks: [
      { id: "a", fields: [{ id: "x", is: "number" }] },
      {
        id: "b",
        rows: 2,
        columns: [
          { id: "n", is: "number" },
          { id: "per", is: "number", by: "x / n" },
          { id: "m", is: "number" },
        ],
      },
      { id: "other", rows: 2, columns: [{ id: "o", is: "number" }] },
      { id: "c", results: [{ id: "r", is: "number", by }] },
    ],
  });
const written = (by: string) => [...sheetFormulas(sheetWith(by)).values()].at(-1);

test.each([
  ["1 - (2 - 3)", "1-(2-3)"],
  ["-(x + 1) * 2", "(-(B6+1))*2"],
  ["growth(x + 1, 5)", "5/(B6+1)-1"],
  ["sum(n)", "SUM(A10:A11)"],
  ["sum(n, x, 5)", "SUM(A10:A11)+B6+5"],
  ["sum(n * m)", "SUMPRODUCT(A10:A11*C10:C11)"],
  ["sum(n * x)", "SUM(A10:A11)*B6"],
  ["sum(n + x)", "IF(COUNTA($A10,$C10)=0,0,A10+B6)+IF(COUNTA($A11,$C11)=0,0,A11+B6)"],
  ["sum(per * n)", "IF(COUNTA($A10,$C10)=0,0,N(B10)*A10)+IF(COUNTA($A11,$C11)=0,0,N(B11)*A11)"],
  ["count(per)", 'SUMPRODUCT(--((A10:A11<>"")+(C10:C11<>"")>0))'],
  ["mean(o)", 'SUM(A15:A16)/SUMPRODUCT(--(A15:A16<>""))'],
  ["min(x, 3)", "MIN(B6+0,3)"],
  ["mean([x, 4])", "(B6+4)/2"],
  ["count_over(n, 5)", 'COUNTIF(A10:A11,">"&5)'],
  ["count_over(n, x)", "IF(COUNTA($A10,$C10)=0,0,IF(A10>B6,1,0))+IF(COUNTA($A11,$C11)=0,0,IF(A11>B6,1,0))"],
  ["sum(n - m * x)", "SUM(A10:A11)-(SUM(C10:C11)*B6)"],
  [
    "min(running(x, per))",
    'MIN(IF(COUNTA($A10,$C10)=0,9.99E+307,B6+SUM(B10)),IF(COUNTA($A11,$C11)=0,9.99E+307,B6+SUM(B10:B11)))/(SUMPRODUCT(--((A10:A11<>"")+(C10:C11<>"")>0))>0)',
  ],
  ["annuity(1000, x, 12)", "-PMT(B6,12,1000)"],
])("%s is %s", (by, text) => {
  expect(written(by)).toBe(`IFERROR(${text},"–")`);
});

test.each([
  ["irr(x, n)", "a spreadsheet cannot do irr"],
  ["toString(x)", "a spreadsheet cannot do toString"],
  ["n[0]", "no list[0]"],
  ["n * 2", "a list stands where one number is wanted"],
  ["sum(n * o)", "not of the same block"],
  ["sum_over(n, 3, o)", "not of the same block"],
  ["count(x)", "wants a column"],
  ["running(x, n) + 1", "a list stands where one number is wanted"],
  ["constructor + 1", "no figure constructor"],
])("%s is refused: %s", (by, why) => {
  expect(() => written(by)).toThrow(why);
});

test("everything that can be done has a formula", () => {
  for (const [cell, formula] of sheetFormulas(everything)) {
    expect(formula, cell).not.toMatch(/undefined|\[object/);
    expect(formula.length, cell).toBeLessThan(8000); // as long as Excel reads
  }
});
