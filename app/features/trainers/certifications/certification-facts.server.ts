import { recordAudits } from "#app/features/audit/record-many.server.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { recordBehalf, recordBehalfOf } from "./deputy-acts.server.ts";
import type { CertificationFact } from "./certification-status.ts";

export type FactToAdd = {
  kind: CertificationFact["kind"];
  day: CalendarDay;
  until?: CalendarDay | null;
  about?: string | null;
  word?: string | null;
  reason: string;
  /** What it was decided on, canonical JSON. */
  inputs?: string | null;
  /** The day it becomes known, in the scheme's zone. */
  recordedOn: CalendarDay;
};

type Holder = { id: string; facts: readonly unknown[] };

/** Adds one fact with its audit line; its number makes that one of two who act at once is told. Answers its id. */
export async function addFact(
  tx: Tx,
  actor: Actor,
  { id: certificationId, facts }: Holder,
  fact: FactToAdd,
): Promise<string> {
  const row = factRow(actor, facts, fact);
  await tx.certificationFact.create({ data: { ...row, inputs: fact.inputs ?? null, certificationId } });
  await recordFact(tx, actor, { kind: "certification", id: certificationId }, row);
  return row.id;
}

/** Many at once, of as many certifications. */
export async function addFacts(
  tx: Tx,
  actor: Actor,
  added: readonly { to: Holder; fact: FactToAdd }[],
): Promise<void> {
  const rows = added.map(({ to, fact }) => ({
    ...factRow(actor, to.facts, fact),
    inputs: fact.inputs ?? null,
    certificationId: to.id,
  }));
  await tx.certificationFact.createMany({ data: rows });
  await recordBehalfOf(
    tx,
    actor,
    rows.map(({ id }) => id),
  );
  await recordAudits(
    tx,
    actor,
    rows.map(({ certificationId, kind, until, word }) => ({
      action: `certification.${kind}`,
      subject: { kind: "certification", id: certificationId },
      detail: { until, word },
    })),
  );
}

/** What stands in a fact, whatever it is of. */
export const factRow = (
  actor: Actor,
  facts: readonly unknown[],
  { kind, day, until = null, about = null, word = null, reason, recordedOn }: FactToAdd,
) => ({
  id: newId(),
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
});

/** Beside the fact itself: on whose behalf it was added, and its audit line. The reason stays with the fact: an erasure finds it. */
export async function recordFact(
  tx: Tx,
  actor: Actor,
  subject: { kind: "certification" | "licence"; id: string },
  { id, kind, until, word }: ReturnType<typeof factRow>,
): Promise<void> {
  await recordBehalf(tx, actor, id);
  await recordAudit(tx, actor, `${subject.kind}.${kind}`, subject, { until, word });
}
