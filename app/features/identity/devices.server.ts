import { recordAudit } from "#app/features/audit/record.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { endOwnSession, endSessionsOf } from "./session.server.ts";

/** Signs out one other place; false when it is not the actor's or is over already. */
export const signOutOne = (actor: Actor, session: string): Promise<boolean> =>
  inTransaction(async (tx) => {
    const ended = await endOwnSession(tx, actor.personId, session);
    if (ended)
      await recordAudit(tx, actor, "sessions.ended", { kind: "person", id: actor.personId }, { count: 1 });
    return ended;
  });

/** Signs out everywhere but here. */
export const signOutOthers = (actor: Actor, sessionId: string | null): Promise<number> =>
  inTransaction(async (tx) => {
    const count = await endSessionsOf(tx, actor.personId, sessionId);
    if (count > 0)
      await recordAudit(tx, actor, "sessions.ended", { kind: "person", id: actor.personId }, { count });
    return count;
  });
