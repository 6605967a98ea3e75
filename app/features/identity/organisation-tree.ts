import type { UnitKind } from "./organisation-forms.ts";

/* The units of an organisation: head office, areas, branches, sub-branches, each under another or under none. */

export type Unit = { id: string; parentId: string | null; kind: UnitKind; name: string };
export type UnitInTree = Unit & { depth: number };

/** Every unit below the one it belongs to, neighbours in the order they came in. */
export function unitsInTree(units: readonly Unit[]): UnitInTree[] {
  const below = (parentId: string | null, depth: number): UnitInTree[] =>
    units
      .filter((unit) => unit.parentId === parentId)
      .flatMap((unit) => [{ ...unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}

/** A unit and every unit below it. */
export function unitsWithin(units: readonly Pick<Unit, "id" | "parentId">[], unitId: string): Set<string> {
  const within = new Set([unitId]);
  // A set met while it grows is met to its end.
  for (const id of within) for (const unit of units) if (unit.parentId === id) within.add(unit.id);
  return within;
}

/** A unit may stand under any other but itself and what stands under it already. */
export function mayStandUnder(units: readonly Unit[], unitId: string | null, parentId: string): boolean {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  if (!parents.has(parentId)) return false;
  for (let id: string | null = parentId; id !== null; id = parents.get(id) ?? null)
    if (id === unitId) return false;
  return true;
}
