import { createReadStream } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { env } from "./env.server.ts";

/*
 * Papers somebody sends in to prove something: DATA_DIR/evidence/<id>. They lie by the id of what they prove and not by
 * what they hold, as other files do, because they are erased again: nothing else may then turn out to be the same file.
 */

const folder = path.join(env.DATA_DIR, "evidence");

function placeOf(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error("not the name of a piece of evidence");
  return path.join(folder, id);
}

export async function putEvidence(id: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(placeOf(id), bytes, { flush: true });
}

/** Null when it was erased. */
export async function openEvidence(
  id: string,
): Promise<{ bytes: number; stream: () => ReadableStream<Uint8Array> } | null> {
  const place = placeOf(id);
  const found = await stat(place).catch(() => null);
  if (!found) return null;
  return {
    bytes: found.size,
    stream: () => Readable.toWeb(createReadStream(place)) as ReadableStream<Uint8Array>,
  };
}

/** Gone for good; one that is not there is gone already. */
export const eraseEvidence = (id: string): Promise<void> => rm(placeOf(id), { force: true });
