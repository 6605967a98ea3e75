import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { refusalOf, undo } from "#app/infra/undo.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse } from "#app/lib/result.ts";
import type { Scores } from "#app/features/trainers/schemes/criteria.ts";
import { agreedScores, mustModerate } from "./observation.ts";
import { holdObservation, loadObservation, readObservation } from "./observations.server.ts";
import { ownRating, type Signed } from "./rate-candidate.server.ts";
import { settleObservation } from "./settle-observation.server.ts";

/* Two assessors whose ratings differ too much agree in words; one proposes, the other signs. Their own ratings stay. */

async function toModerate(tx: Tx, actor: Actor, ratingId: string) {
  const own = await tx.observationRating.findFirst({ where: await ownRating(tx, actor, ratingId) });
  if (!own || !(await holdObservation(tx, own.observationId))) return null;
  const row = (await loadObservation({ id: own.observationId }, tx))!;
  return { row, read: await readObservation(row, tx) };
}

/** Null: not theirs. */
export const proposeAgreed = (
  actor: Actor,
  ratingId: string,
  { scores, reason }: { scores: Scores; reason: string },
): Promise<Signed | null> =>
  inTransaction(async (tx): Promise<Signed | null> => {
    const found = await toModerate(tx, actor, ratingId);
    if (!found) return null;
    const { row, read } = found;
    if (row.settledAt || !mustModerate(read.differences)) return refuse("observation.nothingToAgree");
    const agreed = agreedScores(read.first!.scores, read.differences, scores);
    if (!agreed.ok) return agreed;
    const number = (row.agreed.at(-1)?.number ?? 0) + 1;
    await tx.agreedRating.create({
      data: {
        id: newId(),
        observationId: row.id,
        number,
        scores: JSON.stringify(agreed.value),
        reason,
        proposedBy: actor.personId,
        proposedAt: now(),
      },
    });
    await recordAudit(tx, actor, "observation.proposed", { kind: "rating", id: ratingId }, { number });
    return settleObservation(tx, actor, row.id);
  }).catch(refusalOf);

/** The other assessor signs the proposal they were shown; with both names it stands. Null: not theirs. */
export const countersign = (actor: Actor, ratingId: string, number: number): Promise<Signed | null> =>
  inTransaction(async (tx): Promise<Signed | null> => {
    const found = await toModerate(tx, actor, ratingId);
    if (!found) return null;
    const { row, read } = found;
    const { agreed } = read;
    if (!agreed || agreed.number !== number) return refuse("changed-meanwhile");
    if (agreed.signedBy === actor.personId) return ok({ settled: false });
    if (agreed.proposedBy === actor.personId) return refuse("observation.otherSigns");
    const { count } = await tx.agreedRating.updateMany({
      where: { observationId: row.id, number, signedBy: null },
      data: { signedBy: actor.personId, signedAt: now() },
    });
    if (count === 0) return refuse("changed-meanwhile");
    await recordAudit(tx, actor, "observation.countersigned", { kind: "rating", id: ratingId }, { number });
    const settled = await settleObservation(tx, actor, row.id);
    return settled.ok ? settled : undo(settled);
  }).catch(refusalOf);
