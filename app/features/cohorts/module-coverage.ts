import { unitsWithin, type Unit } from "#app/features/identity/organisation-tree.ts";

/* Of the people who work in a branch today, how many have finished each module: leavers drop out, who moved counts where
 * they work now, and an area has what its branches have. */

export type Staff = { personId: string; unitId: string | null };

export type ModuleCoverage = {
  /** The first is everybody within what was asked for; then each unit below it. */
  places: { unit: Unit | null; people: number }[];
  /** `done[i]` of `places[i].people`. */
  rows: { moduleId: string; done: number[] }[];
};

/**
 * @param within the unit asked for; null for the whole organisation
 * @param done   the modules each person has finished
 */
export function moduleCoverage(
  staff: readonly Staff[],
  units: readonly Unit[],
  within: string | null,
  moduleIds: readonly string[],
  done: ReadonlyMap<string, ReadonlySet<string>>,
): ModuleCoverage {
  const peopleIn = (unitId: string | null): string[] => {
    const inside = unitId === null ? null : unitsWithin(units, unitId);
    const there = staff.filter((each) => !inside || (each.unitId !== null && inside.has(each.unitId)));
    return [...new Set(there.map(({ personId }) => personId))];
  };
  const asked = units.find(({ id }) => id === within) ?? null;
  const places = [asked, ...firstThatDiffer(units, asked?.id ?? null)].map((unit) => ({
    unit,
    people: peopleIn(unit?.id ?? null),
  }));
  return {
    places: places.map(({ unit, people }) => ({ unit, people: people.length })),
    rows: moduleIds.map((moduleId) => ({
      moduleId,
      done: places.map(({ people }) => people.filter((personId) => done.get(personId)?.has(moduleId)).length),
    })),
  };
}

/** The units below, past a single one that has all the others: a head office above its areas compares nothing. */
function firstThatDiffer(units: readonly Unit[], parent: string | null): Unit[] {
  const below = units.filter(({ parentId }) => parentId === parent);
  const [only, ...others] = below;
  if (!only || others.length > 0) return below;
  const further = firstThatDiffer(units, only.id);
  return further.length > 0 ? further : below;
}
