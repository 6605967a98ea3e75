import { expect, test } from "vitest";
import { mayStandUnder, unitsInTree, type Unit } from "#app/features/identity/organisation-tree.ts";

const unit = (id: string, parentId: string | null): Unit => ({ id, parentId, kind: "branch", name: id });
const UNITS = [unit("takeo", "south"), unit("head", null), unit("south", "head"), unit("kampot", "south")];

test("every unit stands below its own, neighbours in their order", () => {
  expect(unitsInTree(UNITS).map(({ id, depth }) => [id, depth])).toEqual([
    ["head", 0],
    ["south", 1],
    ["takeo", 2],
    ["kampot", 2],
  ]);
});

test("a unit cannot stand under itself or under what is below it", () => {
  expect(mayStandUnder(UNITS, "south", "kampot")).toBe(false);
  expect(mayStandUnder(UNITS, "south", "south")).toBe(false);
  expect(mayStandUnder(UNITS, "kampot", "takeo")).toBe(true);
  expect(mayStandUnder(UNITS, "south", "head")).toBe(true);
  expect(mayStandUnder(UNITS, null, "kampot")).toBe(true);
});

test("a unit of another organisation is no place", () =>
  expect(mayStandUnder(UNITS, null, "elsewhere")).toBe(false));
