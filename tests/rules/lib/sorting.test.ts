import { expect, test } from "vitest";
import { sortHref, sortingIn } from "#app/lib/sorting.ts";

const KEYS = ["name", "start"] as const;
const at = (search: string) =>
  sortingIn(new URL(`https://passbook.example/cohorts${search}`), KEYS, "-start");

test.each([
  ["", { by: "start", descending: true }],
  ["?sort=name", { by: "name", descending: false }],
  ["?sort=-name", { by: "name", descending: true }],
  ["?sort=--name", { by: "start", descending: true }],
  ["?sort=password", { by: "start", descending: true }],
])("of %s", (search, expected) => expect(at(search)).toEqual(expected));

test("another order begins at the first page and keeps the filters", () => {
  const href = sortHref("?q=sok&page=4&after=7&before=8&sort=name", { by: "name", descending: true });
  expect(href).toBe("?q=sok&sort=-name");
});
