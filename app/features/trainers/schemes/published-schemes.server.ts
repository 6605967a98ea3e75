import { loadSchemes } from "./scheme-versions.server.ts";
import type { PublishedScheme } from "./scheme-view.ts";
import type { Scheme } from "./scheme.ts";
import type { KeptSchemeId } from "./schemes.ts";

/* The schemes as everybody may read them: every version there has been, and nothing of who wrote it. */

export const currentSchemes = async (): Promise<Scheme[]> => {
  const book = await loadSchemes();
  return book.ids.map(book.current);
};

/** One version, and which others there are; null: there is none of that number. */
export async function publishedScheme(
  schemeId: KeptSchemeId,
  version: string,
): Promise<PublishedScheme | null> {
  const book = await loadSchemes();
  const all = book.versions(schemeId);
  const scheme = all.find((one) => one.version === version);
  const versions = all.map((one) => ({ version: one.version, since: book.since(one) })).reverse();
  return scheme ? { scheme, current: book.current(schemeId).version, versions } : null;
}
