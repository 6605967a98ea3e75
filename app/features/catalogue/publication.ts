import { ok, refuse, type Result } from "#app/lib/result.ts";
import { compareVersions } from "./version-number.ts";

/* A published version never changes (decisions 18): other content needs a higher version, and a version never
 * goes back. */

export type Published = { version: string; contentHash: string };

export function mayPublish(published: readonly Published[], next: Published): Result<null> {
  for (const { version, contentHash } of published) {
    const order = compareVersions(version, next.version);
    if (order === 0 && contentHash !== next.contentHash)
      return refuse("catalogue.raise-the-version", { version });
    if (order > 0) return refuse("catalogue.lower-version", { version: next.version, published: version });
  }
  return ok(null);
}
