import { dayIn } from "#app/lib/calendar-day.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { FIRST_SCHEMES, LATER_VERSIONS } from "./first-schemes.ts";
import { schemeBook, type SchemeBook } from "./scheme-book.ts";
import { readScheme } from "./scheme-text.ts";
import type { Scheme } from "./scheme.ts";

/** A version never changes once it is published, so its text is read once. */
const known = new Map<string, Scheme>();

function readOnce(text: string): Scheme {
  const scheme = known.get(text) ?? readScheme(text);
  known.set(text, scheme);
  return scheme;
}

/** What the platform brought, and what was published since: one statement for a page or an act. */
export async function loadSchemes(tx: Tx = db): Promise<SchemeBook> {
  const rows = await tx.schemeVersion.findMany({
    orderBy: [{ schemeId: "asc" }, { position: "asc" }],
    select: { schemeId: true, position: true, text: true, publishedAt: true },
  });
  const brought = LATER_VERSIONS.flatMap((versions, index) =>
    versions.filter(
      ({ id }) => !rows.some(({ schemeId, position }) => schemeId === id && position <= index + 2),
    ),
  );
  const published = rows.map(({ text, publishedAt }) => {
    const scheme = readOnce(text);
    return { scheme, on: dayIn(scheme.timeZone, publishedAt) };
  });
  return schemeBook([...FIRST_SCHEMES, ...brought], published);
}
