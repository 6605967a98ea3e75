import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { sendInvitation } from "./invitations.server.ts";
import { peopleActorManages, peopleActorMayLetIn } from "./people-scope.server.ts";
import { holdAdministrators } from "./person-roles.server.ts";
import { endSessionsOf } from "./session.server.ts";
import { endWaysIn } from "./set-password.server.ts";

/* Each answers null when the person is not one whose account the actor manages. */

const subjectOf = (id: string) => ({ kind: "person", id });

export function endAllSessions(actor: Actor, personId: string): Promise<Result<number> | null> {
  return inTransaction(async (tx) => {
    if (!(await isManaged(tx, actor, personId))) return null;
    const count = await endSessionsOf(tx, personId);
    if (count > 0) await recordAudit(tx, actor, "sessions.ended", subjectOf(personId), { count });
    return ok(count);
  });
}

/** Nobody signs in with it any more; what the person did and earned stays. */
export function deactivatePerson(actor: Actor, personId: string): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const otherAdministrators = await holdAdministrators(tx, personId);
    const person = await tx.person.findFirst({
      where: { AND: [{ id: personId }, peopleActorManages(actor)] },
      select: {
        deactivatedAt: true,
        roles: { where: { role: "platform-administrator", endedAt: null }, select: { id: true } },
      },
    });
    if (!person) return null;
    if (person.deactivatedAt) return ok(undefined);
    if (person.roles.length > 0 && otherAdministrators === 0) return refuse("roles.last-administrator");
    await tx.person.update({ where: { id: personId }, data: { deactivatedAt: now() } });
    await endSessionsOf(tx, personId);
    await endWaysIn(tx, personId);
    await recordAudit(tx, actor, "person.deactivated", subjectOf(personId));
    return ok(undefined);
  });
}

export function reactivatePerson(actor: Actor, personId: string): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    if (!(await isManaged(tx, actor, personId))) return null;
    if (await isMergedAway(tx, personId)) return refuse("people.merged-away");
    const { count } = await tx.person.updateMany({
      where: { id: personId, deactivatedAt: { not: null } },
      data: { deactivatedAt: null },
    });
    if (count === 1) await recordAudit(tx, actor, "person.reactivated", subjectOf(personId));
    return ok(undefined);
  });
}

/** What it had is another account's now; who wants it back takes the merge back. */
const isMergedAway = async (tx: Tx, goneId: string) =>
  (await tx.personMerge.count({ where: { goneId, state: "merged" } })) > 0;

async function isManaged(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  return (await tx.person.count({ where: { AND: [{ id: personId }, peopleActorManages(actor)] } })) === 1;
}

const AT_ONCE = 50;
const SAME_PRESS = 60_000;

/**
 * Sends each of these people a new invitation, fifty in a transaction; answers how many have an address and are
 * within reach. Who was invited within the last minute is not written to again.
 */
export async function inviteAgain(actor: Actor, personIds: string[]): Promise<number> {
  let invited = 0;
  for (let first = 0; first < personIds.length; first += AT_ONCE)
    invited += await inTransaction((tx) => inviteSome(tx, actor, personIds.slice(first, first + AT_ONCE)));
  return invited;
}

async function inviteSome(tx: Tx, actor: Actor, personIds: string[]): Promise<number> {
  const justNow = new Date(now().getTime() - SAME_PRESS);
  const people = await tx.person.findMany({
    where: { AND: [{ id: { in: personIds }, email: { not: null } }, peopleActorMayLetIn(actor)] },
    select: {
      id: true,
      tokens: {
        where: { kind: "invitation", usedAt: null, createdAt: { gt: justNow } },
        select: { id: true },
      },
    },
  });
  for (const { id, tokens } of people) if (tokens.length === 0) await sendInvitation(tx, actor, id);
  return people.length;
}
