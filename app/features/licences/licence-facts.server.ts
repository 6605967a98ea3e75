import { recordAudit } from "#app/features/audit/record.server.ts";
import type { FactToAdd } from "#app/features/trainers/certifications/certification-facts.server.ts";
import { recordBehalf } from "#app/features/trainers/certifications/deputy-acts.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";

type Row = { id: string; facts: readonly unknown[] };

/** Adds one fact with its audit line; its number makes that one of two who act at once is told. Answers its id. */
export async function addLicenceFact(
  tx: Tx,
  actor: Actor,
  { id: licenceId, facts }: Row,
  { kind, day, until = null, about = null, word = null, reason, recordedOn }: FactToAdd,
): Promise<string> {
  const id = newId();
  await tx.licenceFact.create({
    data: {
      id,
      licenceId,
      sequence: facts.length + 1,
      kind,
      day,
      until,
      about,
      word,
      reason,
      recordedOn,
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await recordBehalf(tx, actor, id);
  await recordAudit(
    tx,
    actor,
    `licence.${kind}`,
    { kind: "licence", id: licenceId },
    { reason, until, word },
  );
  return id;
}
