import { readFile, stat } from "node:fs/promises";
import { log } from "./log.server.ts";

/** The group and others. */
const NOT_ITS_OWNER = 0o077;

const told = new Set<string>();

/**
 * A file with something secret in it. Where others than its owner may open it, the log says so, once: whoever runs the site has
 * put it there, and starting all the same is better than standing still.
 */
export async function readPrivateFile(file: string): Promise<Buffer> {
  const [bytes, { mode }] = await Promise.all([readFile(file), stat(file)]);
  if (process.platform !== "win32" && (mode & NOT_ITS_OWNER) !== 0 && !told.has(file)) {
    told.add(file);
    log.warn(
      { file, mode: (mode & 0o777).toString(8) },
      "a secret file is open to others than its owner: chmod 600",
    );
  }
  return bytes;
}
