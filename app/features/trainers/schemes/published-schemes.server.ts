import { db } from "#app/infra/db.server.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
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
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.schemeVersion.findMany({ where: { schemeId }, select: { position: true, publishedAt: true } }),
  ]);
  const versions = book.versions(schemeId).map((scheme, index) => {
    const row = rows.find(({ position }) => position === index + 1);
    return { version: scheme.version, since: row ? dayIn(scheme.timeZone, row.publishedAt) : null };
  });
  const scheme = book.versions(schemeId).find((one) => one.version === version);
  return scheme ? { scheme, current: book.current(schemeId).version, versions: versions.reverse() } : null;
}
