import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { db, Prisma, sql } from "./db.server.ts";
import { env } from "./env.server.ts";
import { FILE_COLUMNS } from "./files.server.ts";

/* Files that no row names: of an act that was rolled back after its file was kept, or a write the power cut short. */

/** Texts with the hash of a file somewhere in them. */
const FILES_WITHIN = [
  ["CertificateTemplate", "text"],
  ["CertificateTemplateDraft", "text"],
] as const;

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 200;

/** Erases those that have lain a day: an act that is under way has kept its file before its row. Answers how many. */
export async function eraseUnnamed(at: Date): Promise<number> {
  const folder = path.join(env.DATA_DIR, "files");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  let erased = 0;
  for (let first = 0; first < names.length; first += AT_ONCE) {
    const some = names.slice(first, first + AT_ONCE).filter((name) => /^[0-9a-f]{64}(\.[\w-]+)?$/.test(name));
    const named = await namedAmong(some.filter((name) => !name.includes(".")));
    for (const name of some) {
      if (named.has(name)) continue;
      const place = path.join(folder, name);
      if (at.getTime() - (await changedAt(place)) <= DAY_MS) continue;
      await rm(place, { force: true });
      erased += 1;
    }
  }
  return erased;
}

async function namedAmong(hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const columns = FILE_COLUMNS.map(
    ([table, column]) =>
      sql`SELECT ${Prisma.raw(`"${column}" AS hash FROM "${table}" WHERE "${column}"`)} IN (${Prisma.join(hashes)})`,
  );
  const rows = await db.$queryRaw<{ hash: string }[]>`${Prisma.join(columns, " UNION ")}`;
  const texts = FILES_WITHIN.map(
    ([table, column]) => sql`SELECT ${Prisma.raw(`"${column}" AS words FROM "${table}"`)}`,
  );
  const within = await db.$queryRaw<{ words: string }[]>`${Prisma.join(texts, " UNION ALL ")}`;
  return new Set([
    ...rows.map(({ hash }) => hash),
    ...hashes.filter((hash) => within.some(({ words }) => words.includes(hash))),
  ]);
}

/** Gone meanwhile is as good as new: nothing is left to erase. */
async function changedAt(place: string): Promise<number> {
  try {
    return (await stat(place)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Number.POSITIVE_INFINITY;
    throw error;
  }
}
