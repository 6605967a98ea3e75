import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { now } from "./clock.server.ts";
import { env } from "./env.server.ts";
import { sha256 } from "./ids.server.ts";

/* A file somebody has looked at and not confirmed yet: DATA_DIR/staged/<person>, one each, for a day. */

const folder = path.join(env.DATA_DIR, "staged");
const DAY = 86_400_000;

const placeOf = (personId: string) => {
  if (!/^[\w-]{1,60}$/.test(personId)) throw new Error("not an id");
  return path.join(folder, personId);
};

/** Answers the fingerprint by which it is confirmed; what was staged before is gone, and what is older than a day. */
export async function stageFile(personId: string, bytes: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const place = path.join(folder, name);
    const there = await stat(place).catch(() => null);
    if (there && now().getTime() - there.mtimeMs > DAY) await rm(place, { force: true });
  }
  await writeFile(placeOf(personId), bytes);
  return sha256(bytes);
}

/** Null: it is not there any more, or another one is. */
export async function stagedFile(personId: string, fingerprint: string): Promise<Uint8Array | null> {
  const bytes = await readFile(placeOf(personId)).catch(() => null);
  return bytes && sha256(bytes) === fingerprint ? bytes : null;
}

export const forgetStaged = (personId: string): Promise<void> => rm(placeOf(personId), { force: true });
