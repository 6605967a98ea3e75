import { checkDatabase } from "./database-check.server.ts";
import { signingSecret } from "./secret.server.ts";

/** Asked at boot and by /ready: the database is what we think it is, takes a write, and our secret is there. */
export async function checkReadiness(): Promise<void> {
  await checkDatabase();
  await signingSecret();
}
