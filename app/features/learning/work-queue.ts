import { pageNumber, textFilter } from "#app/lib/paging.ts";
import { sortingIn, type Sorting } from "#app/lib/sorting.ts";

/** What waits for a person's eye: whose it is, in which order, which page of it. */
export type QueueFilters = { q: string; sorting: Sorting<"name" | "since">; page: number };

/** Whoever waits longest comes first unless the address asks otherwise. */
export const queueFiltersIn = (url: URL): QueueFilters => ({
  q: textFilter(url, "q"),
  sorting: sortingIn(url, ["name", "since"], "since"),
  page: pageNumber(url),
});
