import { sql, type Tx } from "#app/infra/db.server.ts";

/**
 * Nobody else who asks for the same person goes on until this transaction ends: of two presses at once the second one
 * waits, and then sees what the first one wrote.
 */
export async function holdPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw(sql`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`);
}
