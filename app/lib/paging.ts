import { isCalendarDay, type CalendarDay } from "./calendar-day.ts";

/** Rows of a list on one page. */
export const PAGE_SIZE = 25;

/** Which page a list shows, and the address of another, keeping the filters. */
export const pageNumber = (url: URL): number => {
  const page = Number(url.searchParams.get("page") ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
};

/** A filter of the address, trimmed and not longer than a line. */
export const textFilter = (url: URL, name: string): string =>
  (url.searchParams.get(name) ?? "").trim().slice(0, 100);

/** A day of the address, else none. */
export const dayFilter = (url: URL, name: string): CalendarDay | "" => {
  const day = textFilter(url, name);
  return isCalendarDay(day) ? day : "";
};

/** The day a record is looked at, and the day whose knowledge it is looked at with; null is today's. */
export const askedDays = (url: URL): { on: CalendarDay | null; known: CalendarDay | null } => ({
  on: dayFilter(url, "on") || null,
  known: dayFilter(url, "known") || null,
});

/** One of the known values, else none. */
export const choiceFilter = <Choice extends string>(
  url: URL,
  name: string,
  choices: readonly Choice[],
): Choice | "" => choices.find((choice) => choice === url.searchParams.get(name)) ?? "";

/** The address of a page of the list that `search` filters. */
export function pageHref(search: string, page: number): string {
  const parameters = new URLSearchParams(search);
  if (page > 1) parameters.set("page", String(page));
  else parameters.delete("page");
  return `?${parameters.toString()}`;
}
