import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";

/*
 * Coverage on a day (domain §0a): valid ÷ those who should hold the topic, by branch and rolled up to areas. Whoever is
 * on approved leave can neither deliver nor be trained meanwhile: they are counted apart.
 */

export const COVERAGE_STATES = ["attested", "due", "lapsed", "never", "away"] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];
export type Cell = Record<CoverageState, number>;

export type Held = { topics: readonly string[]; validFrom: CalendarDay; standing: Standing };
export type Officer = {
  personId: string;
  unitId: string | null;
  /** The topics their position should hold that day. */
  needs: readonly string[];
  away: boolean;
  held: readonly Held[];
};

type Period = Pick<Held, "validFrom" | "standing">;

/**
 * By which of their periods somebody stands on a day: the best of those that have begun, of two alike the later one; one
 * that is superseded hides none that is not. What should never have been is none. Every page that says who is attested,
 * due or lapsed asks this.
 */
export function standsBy<One extends Period>(periods: readonly One[], day: CalendarDay): One | null {
  const worth = ({ standing: { status, valid } }: One) => {
    if (status === "superseded") return -1;
    return status === "active" ? 2 : valid ? 1 : 0;
  };
  return periods
    .filter(({ validFrom, standing }) => validFrom <= day && standing.status !== "in-error")
    .reduce<One | null>((best, one) => (best && worth(best) > worth(one) ? best : one), null);
}

/** The same, of those that are for a topic. */
export const standsByFor = <One extends Held>(held: readonly One[], topic: string, day: CalendarDay) =>
  standsBy(
    held.filter(({ topics }) => topics.includes(topic)),
    day,
  );

/** What somebody is for a topic. */
export function stateOf({ away, held }: Officer, topic: string, day: CalendarDay): CoverageState {
  if (away) return "away";
  const by = standsByFor(held, topic, day);
  if (!by) return "never";
  if (by.standing.status === "active") return "attested";
  return by.standing.valid ? "due" : "lapsed";
}

export const emptyCell = (): Cell => ({ attested: 0, due: 0, lapsed: 0, never: 0, away: 0 });
export const shouldHold = ({ attested, due, lapsed, never }: Cell): number => attested + due + lapsed + never;
export const validIn = ({ attested, due }: Cell): number => attested + due;

const add = (to: Cell, from: Cell): void => {
  for (const state of COVERAGE_STATES) to[state] += from[state];
};

type Unit = { id: string; parentId: string | null; name: string; kind: string; depth: number };
export type CoverageRow = {
  unit: Unit | null;
  /** By topic, of the unit and what stands under it; null: nobody there should hold it. */
  cells: Record<string, Cell>;
  all: Cell;
};

/** @param units in the order of the tree, parents first; the last row is the whole. */
export function coverageRows(
  officers: readonly Officer[],
  units: readonly Unit[],
  topics: readonly string[],
  day: CalendarDay,
): { rows: CoverageRow[]; total: CoverageRow } {
  const rowFor = (unit: Unit | null): CoverageRow => ({
    unit,
    cells: Object.fromEntries(topics.map((topic) => [topic, emptyCell()])),
    all: emptyCell(),
  });
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const rows = new Map<string, CoverageRow>(units.map((unit) => [unit.id, rowFor(unit)]));
  const nowhere = rowFor(null);
  const total = rowFor(null);
  for (const officer of officers) {
    const within = unitsAbove(officer.unitId, known);
    const counted = within.length > 0 ? within.map((id) => rows.get(id)!) : [nowhere];
    for (const topic of officer.needs) {
      const state = stateOf(officer, topic, day);
      for (const row of [...counted, total]) {
        const cell = row.cells[topic];
        if (!cell) continue;
        cell[state] += 1;
        add(row.all, { ...emptyCell(), [state]: 1 });
      }
    }
  }
  const somebody = ({ all }: CoverageRow) => COVERAGE_STATES.some((state) => all[state] > 0);
  return { rows: [...rows.values(), ...(somebody(nowhere) ? [nowhere] : [])], total };
}

/** The unit itself and all above it, as far as they are shown. */
function unitsAbove(unitId: string | null, known: ReadonlyMap<string, Unit>): string[] {
  const ids: string[] = [];
  for (let unit = unitId && known.get(unitId); unit; unit = unit.parentId && known.get(unit.parentId)) {
    if (ids.includes(unit.id)) break;
    ids.push(unit.id);
  }
  return ids;
}

/** A unit with everything that stands under it. */
export function unitsUnder(
  units: readonly { id: string; parentId: string | null }[],
  roots: readonly string[],
): Set<string> {
  const under = new Set<string>();
  const add = (id: string) => {
    if (under.has(id)) return;
    under.add(id);
    for (const unit of units) if (unit.parentId === id) add(unit.id);
  };
  roots.forEach(add);
  return under;
}
