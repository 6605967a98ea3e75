import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { recordBehalf } from "./deputy-acts.server.ts";
import type { CertificationFact } from "./certification-status.ts";

export type FactToAdd = {
  kind: CertificationFact["kind"];
  day: CalendarDay;
  until?: CalendarDay | null;
  about?: string | null;
  word?: string | null;
  reason: string;
  /** The day it becomes known, in the scheme's zone. */
  recordedOn: CalendarDay;
};

/** Adds one fact with its audit line; its number makes that one of two who act at once is told. Answers its id. */
export async function addFact(
  tx: Tx,
  actor: Actor,
  { id: certificationId, facts }: { id: string; facts: readonly unknown[] },
  { kind, day, until = null, about = null, word = null, reason, recordedOn }: FactToAdd,
): Promise<string> {
  const id = newId();
  await tx.certificationFact.create({
    data: {
      id,
      certificationId,
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
    `certification.${kind}`,
    { kind: "certification", id: certificationId },
    { reason, until, word },
  );
  return id;
}
