import { personNow } from "#app/features/identity/who-now.server.ts";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok } from "#app/lib/result.ts";
import {
  assessorFor,
  assigned,
  not,
  goingOn,
  tellAssessor,
  tellReplaced,
  type Planned,
} from "./ask-assessor.server.ts";
import { mayBeReplaced, type ObservedFor, type Source } from "./observation.ts";
import type { OtherRater } from "./observation-forms.ts";
import { holdObservation, OPEN_RATING, ratedBy } from "./observations.server.ts";
import { whereFor } from "./observed.server.ts";

/**
 * Somebody else rates in the place of an assessor who does not sign any more. What the first one noted stays and does not
 * count, unless they are asked again. Of two officers at once one is told. Null: not the actor's.
 */
export const replaceRater = (actor: Actor, of: ObservedFor, asked: OtherRater): Promise<Planned | null> =>
  inTransaction(async (tx) => {
    const may = await goingOn(tx, actor, of);
    if (!may?.ok) return may && not(may.reason);
    const open = may.value;
    const { ratingId, source, video, reason } = asked;
    const rated = await tx.observationRating.findFirst({
      where: { id: ratingId, observation: whereFor(of) },
      select: { observationId: true },
    });
    if (!rated || !(await holdObservation(tx, rated.observationId))) return not({ key: "changed-meanwhile" });
    const row = await tx.observation.findUniqueOrThrow({
      where: { id: rated.observationId },
      include: { ratings: { where: OPEN_RATING } },
    });
    const before = row.ratings.find(({ id }) => id === ratingId);
    if (!before) return not({ key: "changed-meanwhile" });
    const others = row.ratings.filter((each) => each !== before);
    const still = await assessorFor(tx, open, before, row.day, others);
    const refused = mayBeReplaced(row.settledAt !== null, {
      signed: before.signedAt !== null,
      mayStillRate: still.ok,
    });
    if (refused) return not(refused);
    const assessor = await assessorFor(tx, open, asked, row.day, others);
    if (!assessor.ok) return assessor;
    const { person, exception } = assessor.value;
    if (person.id === (await personNow(tx, before.assessorId))) return not({ key: "observation.another" });
    await tx.observationRating.update({
      where: { id: ratingId },
      data: { openKey: ratingId, replacedAt: now(), replacedBy: actor.personId, replaceReason: reason },
    });
    const { id: next, again } = await giveTo(tx, actor, before, {
      assessorId: person.id,
      source,
      video,
      exception,
    });
    await recordAudit(tx, actor, "observation.replaced", of, {
      observation: row.id,
      rating: ratingId,
      reason,
      excepted: exception !== "",
      ...again,
    });
    const told = { of: open, day: row.day, place: row.place };
    await tellAssessor(tx, person, { ...told, ratingId: next });
    await tellReplaced(tx, before.assessorId, { ...told, ratingId });
    return ok(row.id);
  });

type Place = { observationId: string; turn: number };

/**
 * A new rating in that place. Whoever was asked in it before, and is asked again, goes on with what they noted, and with
 * what has come from their phone since.
 */
async function giveTo(
  tx: Tx,
  actor: Actor,
  { observationId, turn }: Place,
  asked: { assessorId: string; source: Source; video: string; exception: string },
): Promise<{ id: string; again?: { askedAgain: string; replacedBecause: string } }> {
  const place = { observationId, turn, ...(await ratedBy(tx, asked.assessorId)) };
  const before = await tx.observationRating.findFirst({
    where: { ...place, signedAt: null, openKey: { not: OPEN_RATING.openKey } },
    select: { id: true, replaceReason: true },
  });
  const id = before?.id ?? newId();
  const data = assigned(actor, { id, turn, ...asked });
  if (!before) {
    await tx.observationRating.create({ data: { ...data, observationId } });
    return { id };
  }
  const open = { ...OPEN_RATING, replacedAt: null, replacedBy: null, replaceReason: "" };
  await tx.observationRating.update({ where: { id }, data: { ...data, ...open } });
  await tx.ratingEntry.updateMany({ where: { ratingId: id }, data: { late: false } });
  return { id, again: { askedAgain: id, replacedBecause: before.replaceReason } };
}
