import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Column } from "./import-columns.ts";
import type { Placeable, Reason } from "./import-entry.ts";
import { countPlanned, type Change, type Counts, type Decision, type Planned } from "./import-people.ts";
import type { Leavers } from "./staff-list.ts";
import type { Alike } from "./likely-duplicates.ts";

export type PreviewRow = {
  row: number;
  name: string;
  username: string | null;
  kind: Decision["kind"];
  reasons: Reason[];
  changes: Change[];
  /** The last day there. */
  until: CalendarDay | null;
  /** For somebody new: who is here already and looks the same. */
  alike: Alike[];
};

export type ImportPreview = {
  columns: Column[];
  unknown: string[];
  counts: Counts;
  /** Rows that cannot be taken first, then those who look like somebody, then the others in their order, as far as a page can show them. */
  rows: PreviewRow[];
  hidden: number;
  /** Who works there and is not in the list, with the last day; a list that is too short closes nobody. */
  leavers: { id: string; name: string; username: string; until: CalendarDay }[];
  tooMany: Leavers["tooMany"];
};

const MOST_SHOWN = 500;

/** What a plan looks like to the person who confirms it: places by name instead of id. */
export function previewOf(
  { columns, unknown }: { columns: Column[]; unknown: string[] },
  planned: readonly Planned[],
  places: readonly Placeable[],
  { leavers, tooMany }: Leavers,
  alike: ReadonlyMap<number, Alike[]> = new Map(),
): ImportPreview {
  const names = new Map(places.flatMap(({ id, name, units }) => [[id, name], ...units.map((unit) => [unit.id, unit.name])] as [string, string][])); // prettier-ignore
  const toRow = ({ entry, decision }: Planned): PreviewRow => ({
    row: entry.row,
    name: entry.name,
    username: usernameOf(decision),
    kind: decision.kind,
    reasons: decision.kind === "cannot" ? decision.reasons : [],
    changes: decision.kind === "update" ? decision.changes.map((change) => withNames(change, names)) : [],
    until: decision.kind === "leave" ? decision.until : null,
    alike: alike.get(entry.row) ?? [],
  });
  const rows = planned.map(toRow);
  const first = ({ kind, alike: others }: PreviewRow) => (kind === "cannot" ? 0 : others.length > 0 ? 1 : 2);
  const sorted = [...rows].sort((one, other) => first(one) - first(other));
  return {
    columns,
    unknown,
    counts: countPlanned(planned),
    rows: sorted.slice(0, MOST_SHOWN),
    leavers: leavers.map(({ person: { id, name, username }, until }) => ({ id, name, username, until })),
    tooMany,
    hidden: Math.max(0, sorted.length - MOST_SHOWN),
  };
}

function usernameOf(decision: Decision): string | null {
  switch (decision.kind) {
    case "new":
      return decision.username;
    case "cannot":
    case "left":
      return null;
    default:
      return decision.person.username;
  }
}

const withNames = (change: Change, names: ReadonlyMap<string, string>): Change =>
  change.column === "place"
    ? {
        ...change,
        from: change.from && (names.get(change.from) ?? null),
        to: names.get(change.to) ?? change.to,
      }
    : change;
