import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Grant, Role, Scope } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { peopleInReach } from "./people-scope.server.ts";
import { mayEnd, mayGrant, PROGRAMMES } from "./person-roles.ts";
import { endSessionsOf } from "./session.server.ts";

const SCOPES_SHOWN = 200;

export type NamedScope = { scope: Scope; name: string };

/** The scopes a role may be given in: every organisation, unit and programme, and the newest cohorts. */
export async function scopesToGrant(): Promise<NamedScope[]> {
  const [organisations, units, cohorts] = await Promise.all([
    db.organisation.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } }),
    db.organisationUnit.findMany({
      orderBy: [{ organisation: { name: "asc" } }, { name: "asc" }],
      select: { id: true, name: true, organisation: { select: { name: true } } },
    }),
    db.cohort.findMany({
      where: { closedAt: null },
      orderBy: [{ startDate: "desc" }, { id: "desc" }],
      take: SCOPES_SHOWN,
      select: { id: true, name: true },
    }),
  ]);
  return [
    { scope: { kind: "all", id: "" }, name: "" },
    ...PROGRAMMES.map((id): NamedScope => ({ scope: { kind: "programme", id }, name: id })),
    ...organisations.map(({ id, name }): NamedScope => ({ scope: { kind: "organisation", id }, name })),
    ...units.map(({ id, name, organisation }): NamedScope => ({
      scope: { kind: "units", id },
      name: `${organisation.name}, ${name}`,
    })),
    ...cohorts.map(({ id, name }): NamedScope => ({ scope: { kind: "cohort", id }, name })),
  ];
}

/** The names of scopes by their id; a programme's is its key. */
export async function namesOfScopes(scopes: Scope[]): Promise<Map<string, string>> {
  const ids = (kind: Scope["kind"]) => scopes.filter((scope) => scope.kind === kind).map(({ id }) => id);
  const select = { id: true, name: true };
  const [organisations, units, cohorts] = await Promise.all([
    db.organisation.findMany({ where: { id: { in: ids("organisation") } }, select }),
    db.organisationUnit.findMany({ where: { id: { in: ids("units") } }, select }),
    db.cohort.findMany({ where: { id: { in: ids("cohort") } }, select }),
  ]);
  return new Map([...organisations, ...units, ...cohorts].map(({ id, name }) => [id, name]));
}

/**
 * Gives a role; who holds it already keeps it. The person signs in again, so that from now on the rules for staff
 * hold. Null when the person is not within reach.
 */
export async function grantRole(actor: Actor, personId: string, asked: Grant): Promise<Result<void> | null> {
  const allowed = mayGrant({ actorId: actor.personId, personId, asked });
  return inTransaction(async (tx) => {
    if (!(await holdPerson(tx, actor, personId))) return null;
    if (!allowed.ok) return allowed;
    if (!(await scopeExists(tx, asked.scope))) return refuse("roles.scope-unfit");
    const { role, scope } = asked;
    const wanted = { personId, role, scopeKind: scope.kind, scopeId: scope.id };
    if (await tx.roleAssignment.findFirst({ where: { ...wanted, endedAt: null }, select: { id: true } }))
      return ok(undefined);
    await tx.roleAssignment.create({
      data: { id: newId(), ...wanted, grantedAt: now(), grantedBy: actor.personId },
    });
    await endSessionsOf(tx, personId);
    const { scopeKind, scopeId } = wanted;
    await recordAudit(
      tx,
      actor,
      "role.granted",
      { kind: "person", id: personId },
      { role, scopeKind, scopeId },
    );
    return ok(undefined);
  });
}

/** Ends a role at once; of several clicks the first one does it. */
export async function endRole(
  actor: Actor,
  personId: string,
  assignmentId: string,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const otherAdministrators = await holdAdministrators(tx, personId);
    const held = await tx.roleAssignment.findFirst({
      where: { id: assignmentId, personId, person: peopleInReach(actor) },
      select: { role: true, scopeKind: true, scopeId: true, endedAt: true },
    });
    if (!held) return null;
    if (held.endedAt) return ok(undefined);
    const allowed = mayEnd({
      actorId: actor.personId,
      personId,
      role: held.role as Role,
      otherAdministrators,
    });
    if (!allowed.ok) return allowed;
    await tx.roleAssignment.updateMany({
      where: { id: assignmentId, endedAt: null },
      data: { endedAt: now() },
    });
    const { role, scopeKind, scopeId } = held;
    await recordAudit(
      tx,
      actor,
      "role.ended",
      { kind: "person", id: personId },
      { role, scopeKind, scopeId },
    );
    return ok(undefined);
  });
}

/**
 * How many others could still administer everything. Nobody else counts or changes them until this transaction
 * ends: two administrators ending each other would leave none.
 */
export async function holdAdministrators(tx: Tx, butPersonId: string): Promise<number> {
  await tx.$executeRaw(sql`
    INSERT INTO "Setting" ("key", "value") VALUES ('administrators-held', ${butPersonId})
    ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`);
  return tx.person.count({
    where: {
      id: { not: butPersonId },
      deactivatedAt: null,
      roles: { some: { role: "platform-administrator", endedAt: null } },
    },
  });
}

/** Of two grants of the same role at once the second one waits, and finds it given. */
async function holdPerson(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { AND: [{ id: personId }, peopleInReach(actor)] },
    data: { id: personId },
  });
  return count === 1;
}

export async function scopeExists(tx: Tx, { kind, id }: Scope): Promise<boolean> {
  const where = { id };
  switch (kind) {
    case "own":
    case "all":
      return true;
    case "programme":
      return PROGRAMMES.some((programme) => programme === id);
    case "organisation":
      return (await tx.organisation.count({ where })) === 1;
    case "units":
      return (await tx.organisationUnit.count({ where })) === 1;
    case "cohort":
      return (await tx.cohort.count({ where })) === 1;
  }
}

/** Somebody who trains already comes to deliver in this cohort too: planning a session gives what it takes. */
export async function becomesTrainerOf(
  tx: Tx,
  actor: Actor,
  personId: string,
  cohortId: string,
): Promise<void> {
  const wanted = { personId, role: "trainer", scopeKind: "cohort", scopeId: cohortId };
  if ((await tx.roleAssignment.count({ where: { ...wanted, endedAt: null } })) > 0) return;
  await tx.roleAssignment.create({
    data: { id: newId(), ...wanted, grantedAt: now(), grantedBy: actor.personId },
  });
  const { role, scopeKind, scopeId } = wanted;
  await recordAudit(
    tx,
    actor,
    "role.granted",
    { kind: "person", id: personId },
    { role, scopeKind, scopeId },
  );
}
