import { recordAudit } from "#app/features/audit/record.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor, Role, Scope, ScopeKind } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, type Result } from "#app/lib/result.ts";
import {
  DEPUTISED,
  deputyPhase,
  faultOfNaming,
  placesOf,
  type DeputyFault,
  type DeputyRow,
  type RoleToDeputise,
  type NewDeputy,
} from "./deputy.ts";
import { linkTo } from "./identity-mail.server.ts";
import { namesOfScopes } from "./person-roles.server.ts";
import { PROGRAMMES, writeScope } from "./person-roles.ts";

/** Roles of one's own, never those one is a deputy for. */
const ownRoles = (personId: string): Prisma.RoleAssignmentWhereInput => ({
  personId,
  endedAt: null,
  role: { in: [...DEPUTISED] },
});

const HELD = { id: true, role: true, scopeKind: true, scopeId: true } as const;

const scopeOf = ({ scopeKind, scopeId }: { scopeKind: string; scopeId: string }): Scope => ({
  kind: scopeKind as ScopeKind,
  id: scopeId,
});

/** What the actor can name a deputy for: each role of their own, where it holds. */
export async function rolesToDeputise(personId: string): Promise<RoleToDeputise[]> {
  const held = await db.roleAssignment.findMany({
    where: ownRoles(personId),
    orderBy: { grantedAt: "asc" },
    select: HELD,
  });
  const names = await namesOfScopes(held.map(scopeOf));
  return held.flatMap((row) =>
    placesOf(scopeOf(row), PROGRAMMES).map((scope) => ({
      value: `${row.id} ${writeScope(scope)}`,
      role: row.role as Role,
      scope,
      scopeName: names.get(scope.id) ?? scope.id,
    })),
  );
}

export type Named = Result<void> | { ok: false; fault: DeputyFault };

/** Null: the role is none of the actor's. The deputy is told. */
export const nameDeputy = (actor: Actor, { as, deputy: sought, from, until, reason }: NewDeputy) =>
  inTransaction(async (tx): Promise<Named | null> => {
    const [assignmentId = "", wanted = ""] = as.split(" ");
    const role = await tx.roleAssignment.findFirst({
      where: { AND: [ownRoles(actor.personId), { id: assignmentId }] },
      select: HELD,
    });
    const scope = role && placesOf(scopeOf(role), PROGRAMMES).find((place) => writeScope(place) === wanted);
    if (!scope) return null;
    const found = await tx.person.findFirst({
      where: { deactivatedAt: null, OR: [{ username: sought }, { email: sought }] },
      select: {
        id: true,
        roles: { where: { endedAt: null, role: { not: "learner" } }, take: 1, select: { id: true } },
      },
    });
    const named = found
      ? await tx.deputyship.findMany({
          where: { assignmentId, deputyId: found.id, endedAt: null },
          select: { from: true, until: true },
        })
      : [];
    const deputy = found && { id: found.id, staff: found.roles.length > 0 };
    const days = { from, until };
    const fault = faultOfNaming({ principalId: actor.personId, deputy, ...days, named }, today());
    if (fault || !deputy) return { ok: false, fault: fault ?? { field: "deputy", key: "choose" } };
    const id = newId();
    await tx.deputyship.create({
      data: {
        id,
        assignmentId,
        principalId: actor.personId,
        deputyId: deputy.id,
        scopeKind: scope.kind,
        scopeId: scope.id,
        ...days,
        reason,
        namedAt: now(),
      },
    });
    const about = { kind: "person", id: deputy.id } as const;
    const detail = { role: role.role, scopeKind: scope.kind, scopeId: scope.id, ...days, reason };
    await recordAudit(tx, actor, "deputy.named", about, { deputyshipId: id, ...detail });
    await tell(tx, deputy.id, `deputy-named:${id}`, "named", { by: actor.name, reason, ...days });
    return ok(undefined);
  });

/** At once, by either of the two, or by whoever gives and ends roles. Null: not theirs. Twice is once. */
export const endDeputyship = (actor: Actor, where: Prisma.DeputyshipWhereInput) =>
  inTransaction(async (tx): Promise<Result<void> | null> => {
    const row = await tx.deputyship.findFirst({ where, include: { principal: { select: { name: true } } } });
    if (!row) return null;
    const { id, principalId, deputyId, from, until, reason } = row;
    const { count } = await tx.deputyship.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: now(), endedBy: actor.personId },
    });
    if (count === 0) return ok(undefined);
    await recordAudit(
      tx,
      actor,
      "deputy.ended",
      { kind: "person", id: deputyId },
      { deputyshipId: id, principalId },
    );
    const said = { by: row.principal.name, reason, from, until };
    for (const personId of [principalId, deputyId])
      if (personId !== actor.personId)
        await tell(tx, personId, `deputy-ended:${id}:${personId}`, "ended", said);
    return ok(undefined);
  });

/** What the actor named or was named for. */
export const ownDeputyship = (actor: Actor, id: string): Prisma.DeputyshipWhereInput => ({
  id,
  OR: [{ principalId: actor.personId }, { deputyId: actor.personId }],
});

type Said = { by: string; reason: string; from: CalendarDay; until: CalendarDay };

async function tell(tx: Tx, personId: string, key: string, what: "named" | "ended", said: Said) {
  const { name, email, locale, timeZone } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, locale: true, timeZone: true },
  });
  const { t, date } = wordsFor(locale, timeZone);
  const action = "/me/deputies";
  const params = { ...said, name, from: date(said.from), until: date(said.until), link: linkTo(action) };
  await notify(tx, {
    key,
    personId,
    address: email,
    kind: "deputy",
    action,
    locale,
    subject: t(`identity.deputies.mail.${what}Subject`, params),
    body: t(`identity.deputies.mail.${what}`, params),
  });
}

const SHOWN = 100;

/**
 * Where somebody is one of the two, the newest first. One whose role has ended is ended too, and one that became of
 * oneself when two accounts were made one.
 */
export async function deputiesOf(personId: string): Promise<DeputyRow[]> {
  const name = { select: { id: true, name: true } };
  const rows = await db.deputyship.findMany({
    where: { OR: [{ principalId: personId }, { deputyId: personId }] },
    orderBy: { id: "desc" },
    take: SHOWN,
    include: { principal: name, deputy: name, assignment: { select: { role: true, endedAt: true } } },
  });
  const names = await namesOfScopes(rows.map(scopeOf));
  const day = today();
  return rows.map((row) => {
    const { id, principal, deputy, assignment, from, until, reason, endedAt } = row;
    const scope = scopeOf(row);
    const ended = endedAt !== null || assignment.endedAt !== null || principal.id === deputy.id;
    return {
      id,
      principal,
      deputy,
      role: assignment.role as Role,
      scope,
      scopeName: names.get(scope.id) ?? scope.id,
      from,
      until,
      reason,
      phase: deputyPhase({ from, until, ended }, day),
    };
  });
}
