import { describe, expect, test } from "vitest";
import { asksEnough, groupOf } from "#app/features/search/search.ts";

const hits = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `${n}`, name: `n${n}`, about: "" }));

describe("what is asked", () => {
  test.each([
    ["", false],
    ["s", false],
    [" s ", false],
    ["\u200b\u200bs", false],
    ["%%", false],
    ["s_%", false],
    ["so", true],
    ["កា", true],
    ["12", true],
  ])("%j", (q, enough) => expect(asksEnough(q)).toBe(enough));
});

test("a group shows what fits, and says whether its list holds more", () => {
  expect(groupOf("people", hits(7), 6)).toMatchObject({ more: true });
  expect(groupOf("people", hits(7), 6).hits).toHaveLength(6);
  expect(groupOf("people", hits(6), 6)).toEqual({ kind: "people", hits: hits(6), more: false });
});
