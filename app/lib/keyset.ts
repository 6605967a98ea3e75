/* Pages that start at a row instead of counting rows: the last of 10,000 costs what the first one costs. */

/** Behind or before a row; null is the first page. */
export type Place = { after: string } | { before: string } | null;

export function placeIn({ searchParams }: URL): Place {
  const after = searchParams.get("after")?.slice(0, 100);
  const before = searchParams.get("before")?.slice(0, 100);
  if (after) return { after };
  return before ? { before } : null;
}

/** The address of a neighbouring page of the list that `search` filters. */
export function placeHref(search: string, side: "after" | "before", id: string): string {
  const parameters = new URLSearchParams(search);
  parameters.delete("after");
  parameters.delete("before");
  parameters.set(side, id);
  return `?${parameters.toString()}`;
}

/** Of one row more than a page holds: the page, in order, and where its neighbours start. */
export function pageOf<Row extends { id: string }>(
  found: readonly Row[],
  size: number,
  { backwards, first }: { backwards: boolean; first: boolean },
): { rows: Row[]; previous: string | null; next: string | null } {
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (backwards) rows.reverse();
  const hasPrevious = backwards ? more : !first;
  const hasNext = backwards || more;
  return {
    rows,
    previous: hasPrevious ? (rows[0]?.id ?? null) : null,
    next: hasNext ? (rows.at(-1)?.id ?? null) : null,
  };
}
