import fc from "fast-check";
import { expect, test } from "vitest";
import { printedCode } from "#app/features/certification/certificate-number.ts";
import { readCodeList, writeCodeList } from "#app/features/checks/code-list.ts";

const code = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const codesOf = (text: string) => readCodeList(text).map(({ line, code: read }) => [line, read]);

test("codes are found in whatever column, by whatever separator, under a heading or none", () => {
  fc.assert(
    fc.property(
      fc.array(code, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      fc.constantFrom((one: string) => one, (one: string) => `"${one.toLowerCase()}"`, printedCode, (one: string) => `https://passbook.example/v/${one}#hKIBJwRE`), // prettier-ignore
      fc.boolean(),
      (codes, separator, end, written, headed) => {
        const rows = codes.map((one) => ["Sok Dara", written(one), "x"].join(separator));
        const text = [...(headed ? [`Name${separator}Code`] : []), ...rows, "", ""].join(end);
        expect(codesOf(text)).toEqual(codes.map((one, index) => [index + 1 + Number(headed), one]));
      },
    ),
  );
});

test("a line without a code is said, a number is no code, and nothing is nothing", () => {
  const one = "0".repeat(26);
  expect(codesOf(`${one}\nPB-2026-000001-4\n=1+1,x`)).toEqual([[1, one], [2, null], [3, null]]); // prettier-ignore
  expect(codesOf("\ufeff\n \n,,\n")).toEqual([]);
  expect(readCodeList("no code here, nor here")).toEqual([{ line: 1, typed: "no code here", code: null }]);
});

test("a code mistyped in the first line, or a number there, is no heading", () => {
  const [short, one] = ["7K3QW9ZD4MXBVC8PEAH2GJ5RN", "0".repeat(26)];
  expect(codesOf(`${short}\n${one}`)).toEqual([[1, null], [2, one]]); // prettier-ignore
  expect(codesOf(`PB-2026-000001-4;Sok Dara\n${one}`)).toEqual([[1, null], [2, one]]); // prettier-ignore
});

test("a list that is saved has every row that was shown, the first without a code too", () => {
  const cell = fc.oneof(code, fc.constantFrom("no code", "PB-2026-000001-4", ",,left empty"));
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 8 }), (lines) => {
      const shown = readCodeList(lines.join("\n"));
      const saved = readCodeList(writeCodeList("Code", shown));
      const said = ({ code: read, typed }: (typeof shown)[number]) => [read, typed];
      if (shown.length > 0) expect(saved.map(said)).toEqual(shown.map(said));
    }),
  );
});
