import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { decideAct, FACT_OF, type CertificationAct, type NewFact } from "./certification-acts.ts";
import { lastSuspension, loadCertification, readCertification } from "./certifications.server.ts";
import { schemeOf } from "./schemes.ts";

/**
 * Adds the fact an act makes, with its reason. Null: not the actor's to act on. The same act sent twice adds one fact;
 * of two who act at once one is told.
 */
export async function actOnCertification(
  actor: Actor,
  certificationId: string,
  act: CertificationAct,
  reason: string,
): Promise<Result<NewFact["kind"]> | null> {
  try {
    return await inTransaction((tx) => addFact(tx, actor, certificationId, act, reason));
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

async function addFact(
  tx: Tx,
  actor: Actor,
  certificationId: string,
  act: CertificationAct,
  reason: string,
): Promise<Result<NewFact["kind"]> | null> {
  const row = await loadCertification(tx, actor, certificationId);
  if (!row) return null;
  const { validity, timeZone } = schemeOf(row.schemeId);
  const day = today(timeZone);
  const last = row.facts.at(-1);
  const decided = decideAct(
    readCertification(row),
    validity,
    act,
    {
      holderId: row.personId,
      actorId: actor.personId,
      suspendedBy: lastSuspension(row.facts)?.recordedBy ?? null,
    },
    day,
  );
  const again =
    last?.reason === reason &&
    last.recordedBy === actor.personId &&
    last.day === day &&
    last.kind === FACT_OF[act.kind];
  if (again) return ok(FACT_OF[act.kind]);
  if (!decided.ok) return decided;
  const { kind, day: from, until } = decided.value;
  await tx.certificationFact.create({
    data: {
      id: newId(),
      certificationId,
      sequence: row.facts.length + 1,
      kind,
      day: from,
      until,
      reason,
      recordedOn: day,
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await recordAudit(
    tx,
    actor,
    `certification.${kind}`,
    { kind: "certification", id: certificationId },
    { reason, until },
  );
  return ok(kind);
}
