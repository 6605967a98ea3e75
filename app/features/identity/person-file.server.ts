import { now } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import type { Actor, Role, Scope, ScopeKind } from "#app/lib/actor.ts";
import {
  peopleActorManages,
  peopleActorMayGiveCards,
  peopleActorMayLetIn,
  peopleInReach,
} from "./people-scope.server.ts";
import { reachOf, type Permission } from "./permissions.ts";
import { namesOfScopes } from "./person-roles.server.ts";

export type HeldRole = { id: string; role: Role; scope: Scope; scopeName: string; grantedAt: Date };

/** What staff see of a person within their reach, and whether and how the person comes in. */
export async function findPerson(actor: Actor, personId: string) {
  const open = { usedAt: null, expiresAt: { gt: now() } };
  const person = await db.person.findFirst({
    where: { AND: [{ id: personId }, peopleInReach(actor)] },
    select: {
      id: true,
      name: true,
      username: true,
      email: true,
      phone: true,
      printedName: true,
      printedNameLocal: true,
      nameConfirmedAt: true,
      locale: true,
      timeZone: true,
      createdAt: true,
      deactivatedAt: true,
      passwordHash: true,
      roles: {
        where: { endedAt: null, role: { not: "learner" } },
        orderBy: { grantedAt: "asc" },
        select: { id: true, role: true, scopeKind: true, scopeId: true, grantedAt: true },
      },
      codes: {
        where: { ...open, endedAt: null },
        orderBy: { id: "desc" },
        take: 1,
        select: { expiresAt: true },
      },
      tokens: {
        where: { ...open, kind: "invitation" },
        orderBy: { id: "desc" },
        take: 1,
        select: { expiresAt: true },
      },
      sessions: {
        orderBy: { lastSeenAt: "desc" },
        select: { lastSeenAt: true, expiresAt: true, absoluteExpiresAt: true },
      },
    },
  });
  if (!person) return null;
  const { passwordHash, codes, tokens, sessions, roles, ...facts } = person;
  const held = roles.map(({ scopeKind, scopeId, role, ...rest }) => ({
    ...rest,
    role: role as Role,
    scope: { kind: scopeKind as ScopeKind, id: scopeId },
  }));
  const names = await namesOfScopes(held.map(({ scope }) => scope));
  return {
    ...facts,
    hasPassword: passwordHash !== null,
    codeUntil: codes[0]?.expiresAt ?? null,
    invitedUntil: tokens[0]?.expiresAt ?? null,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    openSessions: sessions.filter(
      ({ expiresAt, absoluteExpiresAt }) => expiresAt > now() && absoluteExpiresAt > now(),
    ).length,
    roles: held.map((role): HeldRole => ({ ...role, scopeName: names.get(role.scope.id) ?? role.scope.id })),
  };
}

/** The person's id, if the actor reaches them. */
export async function personInReach(actor: Actor, personId: string): Promise<string | null> {
  const where = { AND: [{ id: personId }, peopleInReach(actor)] };
  return (await db.person.findFirst({ where, select: { id: true } }))?.id ?? null;
}

export type PersonFile = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** The actor as another permission lets them reach; null where they do not hold it at all. */
export function asHolderOf(actor: Actor, permission: Permission): Actor | null {
  const reach = reachOf(actor.grants, permission);
  return reach.length > 0 ? { ...actor, reach } : null;
}

/** What of a person's page the actor may act on. */
export async function mayOn(actor: Actor, personId: string) {
  const manager = asHolderOf(actor, "manage:people");
  const issuer = asHolderOf(actor, "issue:sign-in-codes");
  const granter = asHolderOf(actor, "grant:roles");
  const is = async (holder: Actor | null, where: (holder: Actor) => Prisma.PersonWhereInput) =>
    holder !== null && (await db.person.count({ where: { AND: [{ id: personId }, where(holder)] } })) === 1;
  const [place, account, edit, code, roles] = await Promise.all([
    is(manager, peopleInReach),
    is(manager, peopleActorManages),
    is(manager, peopleActorMayLetIn),
    is(issuer, peopleActorMayGiveCards),
    is(granter, peopleInReach),
  ]);
  return {
    /** Affiliations and the printed name. */
    place,
    /** Signing out, deactivating, reactivating. */
    account,
    /** Name, contact, a new invitation. */
    edit,
    code,
    roles: roles && personId !== actor.personId,
  };
}

export type MayOn = Awaited<ReturnType<typeof mayOn>>;
