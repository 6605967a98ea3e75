import { recordAudit } from "#app/features/audit/record.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { KeptSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { ok, type Result } from "#app/lib/result.ts";
import { callNow, mayCall, type CallNow, type SchemeCall } from "./scheme-call.ts";

/* The calls for candidates of a scheme. The caller has found that the actor keeps it. */

export const callsFor = (schemeId: string, tx: Tx = db) =>
  tx.schemeCall.findMany({
    where: { schemeId },
    orderBy: [{ opensOn: "desc" }, { id: "desc" }],
    select: { id: true, opensOn: true, closesOn: true },
  });

/** Of each scheme that is called for, where its calls stand today. */
export async function callsNow(): Promise<Record<string, CallNow>> {
  const [book, rows] = await Promise.all([loadSchemes(), db.schemeCall.findMany()]);
  const ids = [...new Set(rows.map(({ schemeId }) => schemeId))];
  return Object.fromEntries(
    ids.map((id) => [
      id,
      callNow(
        rows.filter(({ schemeId }) => schemeId === id),
        today(book.current(id).timeZone),
      ),
    ]),
  );
}

export const makeCall = (actor: Actor, schemeId: KeptSchemeId, call: SchemeCall): Promise<Result<null>> =>
  inTransaction(async (tx) => {
    const day = today((await loadSchemes(tx)).current(schemeId).timeZone);
    const may = mayCall(call, day);
    if (!may.ok) return may;
    const { opensOn, closesOn } = call;
    const twice = await tx.schemeCall.count({ where: { schemeId, opensOn, closesOn } });
    if (twice > 0) return ok(null);
    await tx.schemeCall.create({
      data: { id: newId(), schemeId, opensOn, closesOn, madeAt: now(), madeBy: actor.personId },
    });
    await recordAudit(tx, actor, "scheme.call-made", { kind: "scheme", id: schemeId }, { opensOn, closesOn });
    return ok(null);
  });

/**
 * One that has not begun goes; one that is open closes with yesterday, and is kept if it began today: without any call a
 * scheme takes applications at all times. Null: there is none to end.
 */
export const endCall = (actor: Actor, schemeId: KeptSchemeId, callId: string): Promise<null | true> =>
  inTransaction(async (tx) => {
    const day = today((await loadSchemes(tx)).current(schemeId).timeZone);
    const call = await tx.schemeCall.findFirst({
      where: { id: callId, schemeId, closesOn: { gte: day } },
    });
    if (!call) return null;
    const { id, opensOn } = call;
    const yesterday = addDays(day, -1);
    if (opensOn > day) await tx.schemeCall.delete({ where: { id } });
    else
      await tx.schemeCall.update({
        where: { id },
        data: { closesOn: yesterday, ...(opensOn === day && { opensOn: yesterday }) },
      });
    await recordAudit(tx, actor, "scheme.call-ended", { kind: "scheme", id: schemeId }, { opensOn });
    return true;
  });
