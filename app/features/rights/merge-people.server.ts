import { recordAudit } from "#app/features/audit/record.server.ts";
import { holdPerson } from "#app/features/identity/hold-person.server.ts";
import { peopleActorManages } from "#app/features/identity/people-scope.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { reachesAll, type Actor } from "#app/lib/actor.ts";
import { dayIn } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { carryOut, Moved, takeBack } from "./carry-out-merge.server.ts";
import { mayConfirm, mayPropose, mayUndo, type Choices, type MergeState } from "./person-merge.ts";

/** Both accounts in reach and neither one's own; whose merge it is, is decided by reach and never by the address. */
export const mergesInReach = (actor: Actor): Prisma.PersonMergeWhereInput => ({
  kept: peopleActorManages(actor),
  gone: peopleActorManages(actor),
});

export type Pair = { keptId: string; goneId: string };

/** Null: one of them is not in reach. */
export const bothInReach = async (tx: Tx, actor: Actor, { keptId, goneId }: Pair): Promise<boolean> =>
  (await tx.person.count({
    where: { AND: [{ id: { in: [keptId, goneId] } }, peopleActorManages(actor)] },
  })) === new Set([keptId, goneId]).size;

const subject = (id: string) => ({ kind: "person", id });

/** Proposes to make one of two, or notes that they are two: then they are not listed again. */
export function proposeMerge(
  actor: Actor,
  pair: Pair,
  { choices, words }: { choices: Choices | null; words: string },
): Promise<Result<{ mergeId: string }> | null> {
  const { keptId, goneId } = pair;
  return inTransaction(async (tx) => {
    if (!(await bothInReach(tx, actor, pair))) return null;
    await holdBoth(tx, pair);
    const closed = await tx.person.count({
      where: { id: { in: [keptId, goneId] }, deactivatedAt: { not: null } },
    });
    const waits = await tx.personMerge.count({ where: { state: "proposed", ...touching(pair) } });
    const allowed = mayPropose({ samePerson: keptId === goneId, closed: closed > 0, waits: waits > 0 });
    if (!allowed.ok) return allowed;
    const mergeId = newId();
    const state: MergeState = choices ? "proposed" : "two-people";
    await tx.personMerge.create({
      data: {
        id: mergeId,
        keptId,
        goneId,
        state,
        choices: JSON.stringify(choices ?? {}),
        words,
        proposedBy: actor.personId,
        proposedAt: now(),
      },
    });
    const action = choices ? "person.merge-proposed" : "person.two-people";
    await recordAudit(tx, actor, action, subject(keptId), { merge: mergeId, with: goneId });
    return ok({ mergeId });
  });
}

const touching = ({ keptId, goneId }: Pair): Prisma.PersonMergeWhereInput => ({
  OR: [{ keptId: { in: [keptId, goneId] } }, { goneId: { in: [keptId, goneId] } }],
});

/** Always in the same order, so that two who hold the same two do not wait for each other. */
async function holdBoth(tx: Tx, { keptId, goneId }: Pair): Promise<void> {
  for (const id of [keptId, goneId].sort()) await holdPerson(tx, id);
}

export type Decision = { intent: "confirm" | "withdraw" | "undo" } | { intent: "decline"; note: string };

/** Null: not a merge in reach. */
export function decideMerge(actor: Actor, mergeId: string, decision: Decision): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const merge = await tx.personMerge.findFirst({ where: { AND: [{ id: mergeId }, mergesInReach(actor)] } });
    if (!merge) return null;
    await holdBoth(tx, merge);
    switch (decision.intent) {
      case "confirm":
        return confirm(tx, actor, merge);
      case "undo":
        return undo(tx, actor, merge);
      case "decline":
        return close(tx, actor, merge, "declined", decision.note);
      case "withdraw":
        return merge.proposedBy === actor.personId
          ? close(tx, actor, merge, "withdrawn", "")
          : refuse("rights.merge-not-yours");
    }
  });
}

type Merge = Prisma.PersonMergeGetPayload<object>;

async function confirm(tx: Tx, actor: Actor, merge: Merge): Promise<Result<void>> {
  const { id, keptId, goneId } = merge;
  const both = { id: { in: [keptId, goneId] } };
  const active = await tx.person.count({ where: { ...both, deactivatedAt: null } });
  const staff = await tx.person.count({
    where: { ...both, roles: { some: { role: { not: "learner" }, endedAt: null } } },
  });
  const facts = {
    state: merge.state as MergeState,
    proposedBy: merge.proposedBy,
    closed: active < 2,
    staff: staff > 0,
  };
  const allowed = mayConfirm(facts, {
    personId: actor.personId,
    reachesAll: reachesAll(actor),
    grantsRoles: reachOf(actor.grants, "grant:roles").length > 0,
  });
  if (!allowed.ok) return allowed;
  const decided = { state: "merged", decidedBy: actor.personId, decidedAt: now() };
  if (!(await goOn(tx, id, "proposed", decided))) return refuse("changed-meanwhile");
  const moved = await carryOut(tx, keptId, goneId, JSON.parse(merge.choices) as Choices);
  await tx.personMerge.update({ where: { id }, data: { moved: JSON.stringify(moved) } });
  const rows = Object.values(moved.moves).reduce((sum, { length }) => sum + length, 0);
  await recordAudit(tx, actor, "person.merged", subject(keptId), { merge: id, with: goneId, rows });
  await recordAudit(tx, actor, "person.merged-away", subject(goneId), { merge: id, into: keptId });
  return ok(undefined);
}

async function undo(tx: Tx, actor: Actor, merge: Merge): Promise<Result<void>> {
  const { id, keptId, goneId, decidedAt } = merge;
  if (!decidedAt || merge.state !== "merged") return refuse("changed-meanwhile");
  const moved = Moved.parse(JSON.parse(merge.moved));
  const enrolments = [...(moved.moves["Enrolment"] ?? []), ...moved.exchanged.map(({ gone }) => gone)];
  const allowed = mayUndo({
    state: merge.state,
    mergedOn: dayIn("UTC", decidedAt),
    today: today(),
    reachesAll: reachesAll(actor),
    mergedSince:
      (await tx.personMerge.count({
        where: { state: "merged", id: { not: id }, decidedAt: { gte: decidedAt }, ...touching(merge) },
      })) > 0,
    certificatesSince: await tx.certificate.count({
      where: {
        personId: keptId,
        issuedAt: { gt: decidedAt },
        enrolments: { some: { enrolmentId: { in: enrolments } } },
      },
    }),
  });
  if (!allowed.ok) return allowed;
  const undone = { state: "undone", undoneBy: actor.personId, undoneAt: now() };
  if (!(await goOn(tx, id, "merged", undone))) return refuse("changed-meanwhile");
  await takeBack(tx, keptId, goneId, moved);
  await recordAudit(tx, actor, "person.merge-undone", subject(keptId), { merge: id, with: goneId });
  await recordAudit(tx, actor, "person.reactivated", subject(goneId), { merge: id });
  return ok(undefined);
}

async function close(
  tx: Tx,
  actor: Actor,
  { id, keptId, goneId }: Merge,
  state: "declined" | "withdrawn",
  note: string,
): Promise<Result<void>> {
  const closed = { state, note, decidedBy: actor.personId, decidedAt: now() };
  if (!(await goOn(tx, id, "proposed", closed))) return refuse("changed-meanwhile");
  await recordAudit(tx, actor, `person.merge-${state}`, subject(keptId), { merge: id, with: goneId });
  return ok(undefined);
}

/** From one state to the next, for one of those who ask at once. */
async function goOn(tx: Tx, id: string, from: MergeState, data: Prisma.PersonMergeUpdateManyMutationInput) {
  return (await tx.personMerge.updateMany({ where: { id, state: from }, data })).count === 1;
}
