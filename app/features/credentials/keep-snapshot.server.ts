import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#app/infra/env.server.ts";

/*
 * What anybody may read to check without a line, kept beside the database for the command line: it asks no database, and
 * the states it knows are no older than the platform has been still.
 */

export const KEPT_SNAPSHOT = path.join(env.DATA_DIR, "snapshot.json");

/** Whole or not at all. */
export async function keepSnapshot(): Promise<void> {
  const { statusSnapshot } = await import("./status-lists.server.ts"); // brings the database
  const written = `${KEPT_SNAPSHOT}.${process.pid}`;
  await writeFile(written, JSON.stringify(await statusSnapshot()));
  await rename(written, KEPT_SNAPSHOT);
}
