import { setTimeout as after } from "node:timers/promises";
import { log } from "#app/infra/log.server.ts";
import type { FileFacts } from "./courses.server.ts";

/** A page does not wait longer to say how large a download is. */
const PATIENCE_MS = 1500;

/** How large a file is that is being made, or null when that takes longer than a page waits; it is made all the same. */
export async function bytesSoon(making: Promise<FileFacts | null>, path: string): Promise<number | null> {
  const made = making.catch((error: unknown) => {
    log.warn({ err: error, path }, "a file was not made");
    return null;
  });
  const file = await Promise.race([made, after(PATIENCE_MS, null, { ref: false })]);
  return file?.bytes ?? null;
}
