import { useLocation } from "@remix-run/react";
import { sortHref, type Sorting } from "#app/lib/sorting.ts";
import type { Column } from "./data-table.tsx";

export type Sortable<Key extends string> = (key: Key) => NonNullable<Column<unknown>["sort"]>;

/** For the heading of a column: its link turns the order round where the list stands in it, else begins at its start. */
export function useSortable<Key extends string>(sorting: Sorting<Key>): Sortable<Key> {
  const { search } = useLocation();
  return (key) => {
    const current = sorting.by === key;
    const href = sortHref(search, { by: key, descending: current && !sorting.descending });
    return current ? { href, direction: sorting.descending ? "descending" : "ascending" } : { href };
  };
}
