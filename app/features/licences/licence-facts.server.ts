import {
  factRow,
  recordFact,
  type FactToAdd,
} from "#app/features/trainers/certifications/certification-facts.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";

type Row = { id: string; facts: readonly unknown[] };

/** Adds one fact with its audit line; its number makes that one of two who act at once is told. Answers its id. */
export async function addLicenceFact(
  tx: Tx,
  actor: Actor,
  { id: licenceId, facts }: Row,
  fact: FactToAdd,
): Promise<string> {
  const row = factRow(actor, facts, fact);
  await tx.licenceFact.create({ data: { ...row, licenceId } });
  await recordFact(tx, actor, { kind: "licence", id: licenceId }, row);
  return row.id;
}
