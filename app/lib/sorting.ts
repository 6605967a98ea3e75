/* In which order a list stands, as its address says: `sort=name`, or `sort=-name` the other way round. */

export type Sorting<Key extends string> = { by: Key; descending: boolean };
export type Direction = "asc" | "desc";

/** As the address asks for, else the list's own order: a key, after a minus where it falls. */
export function sortingIn<Key extends string>(
  { searchParams }: URL,
  keys: readonly Key[],
  own: Key | `-${Key}`,
): Sorting<Key> {
  const asked = searchParams.get("sort") ?? "";
  return keys.includes(bare(asked) as Key) ? read<Key>(asked) : read<Key>(own);
}

const bare = (text: string): string => text.replace(/^-/, "");

const read = <Key extends string>(text: string): Sorting<Key> => ({
  by: bare(text) as Key,
  descending: text.startsWith("-"),
});

export const directionOf = ({ descending }: Pick<Sorting<string>, "descending">): Direction =>
  descending ? "desc" : "asc";

/** The address of the list that `search` filters, from its first page on, in another order. */
export function sortHref(search: string, { by, descending }: Sorting<string>): string {
  const parameters = new URLSearchParams(search);
  for (const place of ["page", "after", "before"]) parameters.delete(place);
  parameters.set("sort", descending ? `-${by}` : by);
  return `?${parameters.toString()}`;
}
