import type { Prisma, Tx } from "#app/infra/db.server.ts";

/** Whom a letter reaches that goes to everybody who holds a role today. */
export const holdersOf = (tx: Tx, held: Prisma.RoleAssignmentWhereInput) =>
  tx.person.findMany({
    where: { deactivatedAt: null, roles: { some: { ...held, endedAt: null } } },
    orderBy: { id: "asc" },
    select: { id: true, name: true, email: true, locale: true, timeZone: true, country: true },
  });

/** The certification officers of a programme. */
export const officersOf = (tx: Tx, programme: string) =>
  holdersOf(tx, {
    role: "certification-officer",
    OR: [{ scopeKind: "programme", scopeId: programme }, { scopeKind: "all" }],
  });
