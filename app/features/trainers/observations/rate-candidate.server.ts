import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { refusalOf, undo } from "#app/infra/undo.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NotTaken } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { missingInRating, ratesTwice } from "./observation.ts";
import { putRight, type RatingEntry } from "./rating.ts";
import {
  dayThere,
  holdObservation,
  loadObservation,
  OPEN_RATING,
  ratedBy,
  readObservation,
} from "./observations.server.ts";
import { settleObservation } from "./settle-observation.server.ts";

/* What an assessor does with a rating of their own: entries as they come from their devices, and the signature. */

/** The actor's own, of an observation that is not called off. */
export const ownRating = async (
  tx: Tx,
  actor: Pick<Actor, "personId">,
  ratingId: string,
): Promise<Prisma.ObservationRatingWhereInput> => ({
  ...(await ratingEverGiven(tx, actor, ratingId)),
  ...OPEN_RATING,
  observation: { cancelledAt: null },
});

/** The same, also of what somebody else rates instead by now, or was called off: what they noted stays theirs. */
export const ratingEverGiven = async (tx: Tx, { personId }: Pick<Actor, "personId">, ratingId: string) =>
  ({ id: ratingId, ...(await ratedBy(tx, personId)) }) satisfies Prisma.ObservationRatingWhereInput;

export type Kept = { added: number; late: number };

/**
 * Keeps entries, each once, however often they come. From a phone that was without a line for long they may come after
 * the signature, or after somebody else was asked instead: then they are kept beside the rating, and do not count.
 * `device` is what the clock they were made by says now. Null: not theirs.
 */
export async function keepEntries(
  actor: Actor,
  ratingId: string,
  entries: readonly RatingEntry[],
  device: number | null = null,
): Promise<Kept | null> {
  const kept = () => inTransaction((tx) => keep(tx, actor, ratingId, entries, device));
  try {
    return await kept();
  } catch (error) {
    // The same batch twice at once: the other one has it.
    if (isUniqueViolation(error)) return kept();
    throw error;
  }
}

async function keep(
  tx: Tx,
  actor: Actor,
  ratingId: string,
  entries: readonly RatingEntry[],
  device: number | null,
): Promise<Kept | null> {
  // Whoever signs, or asks somebody else, waits for this, or this for them: nothing slips in between unseen.
  const theirs = await tx.observationRating.updateMany({
    where: await ratingEverGiven(tx, actor, ratingId),
    data: { saves: { increment: 1 } },
  });
  if (theirs.count === 0) return null;
  const open = { ...(await ownRating(tx, actor, ratingId)), signedAt: null };
  const late = (await tx.observationRating.count({ where: open })) === 0;
  const ids = [...new Set(entries.map(({ id }) => id))];
  const there = await tx.ratingEntry.findMany({ where: { ratingId, id: { in: ids } }, select: { id: true } });
  const known = new Set(there.map(({ id }) => id));
  const fresh = [...new Map(entries.map((entry) => [entry.id, entry])).values()].filter(
    ({ id }) => !known.has(id),
  );
  if (fresh.length === 0) return { added: 0, late: 0 };
  const receivedAt = now();
  await tx.ratingEntry.createMany({
    data: putRight(fresh, receivedAt.getTime(), device).map(({ replaces, at, ...entry }) => ({
      ...entry,
      ratingId,
      replaces: JSON.stringify(replaces),
      at: new Date(at),
      receivedAt,
      late,
    })),
  });
  await recordAudit(
    tx,
    actor,
    "observation.noted",
    { kind: "rating", id: ratingId },
    { entries: fresh.length, late },
  );
  return { added: fresh.length, late: late ? fresh.length : 0 };
}

export type Signed = Result<{ settled: boolean }> | NotTaken;

/** Signs the rating as it stands; what follows from it follows at once. Null: not theirs. */
export const signRating = (actor: Actor, ratingId: string): Promise<Signed | null> =>
  inTransaction(async (tx) => {
    const own = await tx.observationRating.findFirst({ where: await ownRating(tx, actor, ratingId) });
    if (!own) return null;
    if (own.signedAt) return ok({ settled: false });
    if (!(await holdObservation(tx, own.observationId))) return null;
    const { count } = await tx.observationRating.updateMany({
      where: { id: ratingId, signedAt: null },
      data: { signedAt: now() },
    });
    if (count === 0) return refuse("changed-meanwhile");
    const row = (await loadObservation({ id: own.observationId }, tx))!;
    const read = await readObservation(row, tx);
    const rating = read.ratings.find(({ id }) => id === ratingId)!;
    if (ratesTwice(rating, read.ratings)) return undo(refuse("observation.another"));
    const missing = missingInRating(rating.rating, read.asked(rating), await dayThere(row, read.scheme, tx));
    if (missing.length > 0) return undo(refuse("observation.notComplete"));
    await recordAudit(
      tx,
      actor,
      "observation.signed",
      { kind: "rating", id: ratingId },
      { turn: rating.turn },
    );
    const settled = await settleObservation(tx, actor, row.id);
    return settled.ok ? settled : undo(settled);
  }).catch(refusalOf);
