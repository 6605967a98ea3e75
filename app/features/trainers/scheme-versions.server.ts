import { db, type Tx } from "#app/infra/db.server.ts";
import { FIRST_SCHEMES } from "./first-schemes.ts";
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
    select: { text: true },
  });
  return schemeBook([...FIRST_SCHEMES, ...rows.map(({ text }) => readOnce(text))]);
}
