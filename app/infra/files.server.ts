import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, unlink, utimes } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { db, Prisma, sql } from "./db.server.ts";
import { env } from "./env.server.ts";
import { sha256 } from "./ids.server.ts";

/* Files by what they hold: DATA_DIR/files/<sha256>. A name that is there is whole and never changes. */

export type ByteRange = { start: number; end: number };
export type StoredFile = {
  bytes: number;
  /** All of it, or from `start` to `end` inclusive. */
  stream: (range?: ByteRange) => ReadableStream<Uint8Array>;
};

const folder = path.join(env.DATA_DIR, "files");

function placeOf(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not the name of a stored file");
  return path.join(folder, hash);
}

/** Keeps the bytes and answers their SHA-256; once it answers they survive a power cut. */
export async function putFile(bytes: Uint8Array): Promise<string> {
  const hash = sha256(bytes);
  const place = placeOf(hash);
  if ((await sizeOf(place)) === bytes.length) {
    // Named by a row again, it may be: as new to whoever erases what no row names.
    await utimes(place, new Date(), new Date());
    return hash;
  }
  await mkdir(folder, { recursive: true });
  const unfinished = `${place}.${randomUUID()}`;
  try {
    await writeThrough(unfinished, bytes);
    await rename(unfinished, place);
  } catch (error) {
    await unlink(unfinished).catch(() => {});
    throw error;
  }
  await syncFolder();
  return hash;
}

/** Null when there is no such file. */
export async function openFile(hash: string): Promise<StoredFile | null> {
  const place = placeOf(hash);
  const bytes = await sizeOf(place);
  if (bytes === null) return null;
  return {
    bytes,
    stream: (range) => Readable.toWeb(createReadStream(place, range)) as ReadableStream<Uint8Array>,
  };
}

/** No row names what is made again whenever it is asked for: a night may erase it. */
export const isStored = async ({ sha256: hash }: { sha256: string }): Promise<boolean> =>
  (await sizeOf(placeOf(hash))) !== null;

/** The whole file at once, for what is small or must be whole (a certificate, a drawing). */
export const readStoredFile = (hash: string): Promise<Buffer> => readFile(placeOf(hash));

/** Only of what nothing else is the same bytes of, as a certificate, which bears its own number; see `eraseUnused`. */
export const eraseFile = (hash: string): Promise<void> => rm(placeOf(hash), { force: true });

/** Every column that names a stored file; a handout that was taken away again keeps its row and not its bytes. */
export const FILE_COLUMNS = [
  ["CandidacyFile", "sha256"],
  ["Certificate", "pdfSha256"],
  ["CertificationPaper", "sha256"],
  ["CourseFile", "sha256"],
  ["ExamScan", "sha256"],
  ["Licence", "pdfSha256"],
  ["LicenceFile", "sha256"],
  ["SessionFile", "sha256"],
] as const;

/** Files lie by what they hold: a handout may be a licence's document too. Erases it when no row names it any more. */
export async function eraseUnused(hash: string): Promise<void> {
  const named = FILE_COLUMNS.map(([table, column]) => {
    const stillThere = table === "SessionFile" ? ' AND "removedAt" IS NULL' : "";
    return sql`SELECT 1 ${Prisma.raw(`FROM "${table}" WHERE "${column}" =`)} ${hash} ${Prisma.raw(stillThere)}`;
  });
  const rows = await db.$queryRaw<unknown[]>`${Prisma.join(named, " UNION ALL ")} LIMIT 1`;
  if (rows.length === 0) await eraseFile(hash);
}

async function writeThrough(place: string, bytes: Uint8Array): Promise<void> {
  const file = await open(place, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name itself must reach the disk; Windows has no such call and needs none. */
async function syncFolder(): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(place: string): Promise<number | null> {
  try {
    return (await stat(place)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
