import {
  factRow,
  recordFact,
  type FactToAdd,
} from "#app/features/trainers/certifications/certification-facts.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

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

type Period = Row & { validFrom: CalendarDay };

/**
 * The same of the licence that answers, and of those of these periods that begin later: what ends or limits it does not end
 * where the next one begins. Answers the first one's id.
 */
export async function addToAllPeriods(
  tx: Tx,
  actor: Actor,
  row: Period,
  periods: readonly Period[],
  fact: FactToAdd,
): Promise<string> {
  const id = await addLicenceFact(tx, actor, row, fact);
  for (const next of periods.filter(({ validFrom }) => validFrom > fact.recordedOn))
    await addLicenceFact(tx, actor, next, fact);
  return id;
}
