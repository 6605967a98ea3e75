import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newSecret, sha256 } from "#app/infra/ids.server.ts";

/** A further way to the same application: each letter brings its own, only their SHA-256 is kept. */
export async function newLink(tx: Tx, applicationId: string): Promise<string> {
  const secret = newSecret();
  await tx.applicationLink.create({ data: { tokenHash: sha256(secret), applicationId, createdAt: now() } });
  return secret;
}
