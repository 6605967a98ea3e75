import * as z from "zod";
import { endSessionsOf } from "#app/features/identity/session.server.ts";
import { endWaysIn } from "#app/features/identity/set-password.server.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { now } from "#app/infra/clock.server.ts";
import { Prisma, sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { fold } from "#app/lib/fold.ts";
import { planMerge } from "./merge-plan.server.ts";
import {
  columnsToExchange,
  exchange,
  MOVED_TABLES,
  ownedBy,
  type AccountColumn,
  type AccountFacts,
  type Choices,
  type MovedTable,
} from "./person-merge.ts";

/* The two directions of a merge. What was moved is written down in ids and names of columns, never in values: those
 * change places between the two rows, and changing places again brings them back. */

const keys = z.array(z.string());
export const Moved = z.object({
  moves: z.record(z.string(), keys),
  apart: z.record(z.string(), keys),
  /** Enrolments of one cohort whose owners changed places. */
  exchanged: z.array(z.object({ kept: z.string(), gone: z.string() })),
  /** Enrolments that do not count any more, as they stood. */
  aside: z.array(z.object({ id: z.string(), status: z.string(), endedAt: z.iso.datetime().nullable() })),
  /** Deputyships of a role both had: they hold by the role that stays. */
  deputyships: z.array(z.object({ ids: keys, from: z.string(), to: z.string() })).default([]),
  columns: keys,
});
export type Moved = z.infer<typeof Moved>;

const ACCOUNT = {
  name: true,
  username: true,
  email: true,
  phone: true,
  passwordHash: true,
  printedName: true,
  printedNameLocal: true,
  nameConfirmedAt: true,
  sex: true,
  country: true,
} satisfies Record<AccountColumn, true>;

export const accountOf = (tx: Tx, id: string): Promise<AccountFacts> =>
  tx.person.findUniqueOrThrow({ where: { id }, select: ACCOUNT });

export async function carryOut(tx: Tx, keptId: string, goneId: string, choices: Choices): Promise<Moved> {
  const { moves, apart, shared } = await planMerge(tx, keptId, goneId);
  const exchanged = shared
    .filter(({ gone, counts }) => counts === gone.id)
    .map(({ kept, gone }) => ({ kept: kept.id, gone: gone.id }));
  const aside = await setAside(
    tx,
    shared.map(({ kept, gone, counts }) => (counts === kept.id ? gone.id : kept.id)),
  );
  const deputyships = await byTheOtherRole(tx, apart.RoleAssignment, keptId);
  for (const table of MOVED_TABLES) await hand(tx, table, moves[table], goneId, keptId);
  await exchangeOwners(tx, exchanged, keptId, goneId);
  const columns = columnsToExchange(await accountOf(tx, keptId), await accountOf(tx, goneId), choices);
  await exchangeColumns(tx, keptId, goneId, columns);
  await tx.person.update({ where: { id: goneId }, data: { deactivatedAt: now() } });
  await endSessionsOf(tx, goneId);
  await endWaysIn(tx, goneId);
  return { moves, apart, exchanged, aside, deputyships, columns };
}

export async function takeBack(tx: Tx, keptId: string, goneId: string, moved: Moved): Promise<void> {
  await exchangeOwners(tx, moved.exchanged, keptId, goneId);
  for (const table of MOVED_TABLES) await hand(tx, table, moved.moves[table] ?? [], keptId, goneId);
  for (const { id, status, endedAt } of moved.aside)
    await tx.enrolment.updateMany({ where: { id, status: "withdrawn" }, data: { status, endedAt } });
  for (const { ids, from, to } of moved.deputyships)
    await tx.deputyship.updateMany({
      where: { id: { in: ids }, assignmentId: to },
      data: { assignmentId: from },
    });
  await exchangeColumns(tx, keptId, goneId, moved.columns as AccountColumn[]);
  await tx.person.update({ where: { id: goneId }, data: { deactivatedAt: null } });
}

/** Rows that are still `from`'s: what was removed meanwhile is not brought back. */
async function hand(tx: Tx, table: MovedTable, ids: string[], from: string, to: string): Promise<void> {
  if (ids.length === 0) return;
  const names = ownedBy(table);
  const [stored, key, person] = [names.table, names.key, names.person].map((name) => Prisma.raw(`"${name}"`));
  await tx.$executeRaw(sql`UPDATE ${stored} SET ${person} = ${to}
    WHERE ${person} = ${from} AND ${key} IN (${Prisma.join(ids)})`);
}

/** A deputy holds a role by its row: where both had the same role, by the one that stays. */
async function byTheOtherRole(tx: Tx, apart: string[], keptId: string): Promise<Moved["deputyships"]> {
  const roles = await tx.roleAssignment.findMany({
    where: { id: { in: apart }, endedAt: null, deputyships: { some: {} } },
    include: { deputyships: { select: { id: true } } },
  });
  const moved: Moved["deputyships"] = [];
  for (const { id: from, role, scopeKind, scopeId, deputyships } of roles) {
    const same = await tx.roleAssignment.findFirst({
      where: { personId: keptId, role, scopeKind, scopeId, endedAt: null },
      select: { id: true },
    });
    if (!same) continue;
    await tx.deputyship.updateMany({ where: { assignmentId: from }, data: { assignmentId: same.id } });
    moved.push({ ids: deputyships.map(({ id }) => id), from, to: same.id });
  }
  return moved;
}

/** What does not count is withdrawn, like any seat that is given up. */
async function setAside(tx: Tx, ids: string[]): Promise<Moved["aside"]> {
  const rows = await tx.enrolment.findMany({
    where: { id: { in: ids } },
    select: { id: true, status: true, endedAt: true },
  });
  await tx.enrolment.updateMany({
    where: { id: { in: ids } },
    data: { status: "withdrawn", endedAt: now() },
  });
  return rows.map(({ endedAt, ...row }) => ({ ...row, endedAt: endedAt?.toISOString() ?? null }));
}

/** A person sits in a cohort once, so that two enrolments change owners by way of a third, who is nobody. */
async function exchangeOwners(tx: Tx, pairs: Moved["exchanged"], keptId: string, goneId: string) {
  if (pairs.length === 0) return;
  const rows = await tx.enrolment.findMany({
    where: { id: { in: pairs.flatMap(({ kept, gone }) => [kept, gone]) } },
    select: { id: true, personId: true },
  });
  const ownedBy = (personId: string) => rows.filter((row) => row.personId === personId).map(({ id }) => id);
  const [ofKept, ofGone] = [ownedBy(keptId), ownedBy(goneId)];
  const nobody = newId();
  const nothing = {
    name: nobody,
    username: nobody,
    searchText: "",
    locale: "en",
    timeZone: "UTC",
    theme: "system",
  };
  await tx.person.create({ data: { id: nobody, ...nothing, createdAt: now() } });
  await hand(tx, "Enrolment", ofKept, keptId, nobody);
  await hand(tx, "Enrolment", ofGone, goneId, keptId);
  await hand(tx, "Enrolment", ofKept, nobody, goneId);
  await tx.person.delete({ where: { id: nobody } });
}

/** Name, searched text and the order of tables follow. */
async function exchangeColumns(tx: Tx, keptId: string, goneId: string, columns: AccountColumn[]) {
  const [kept, gone] = [await accountOf(tx, keptId), await accountOf(tx, goneId)];
  // Both are unique, and neither may stand twice for a moment.
  await tx.person.update({ where: { id: goneId }, data: { username: newId(), email: null } });
  for (const [id, facts] of [
    [keptId, { ...kept, ...exchange(gone, columns) }],
    [goneId, { ...gone, ...exchange(kept, columns) }],
  ] as const) {
    await tx.person.update({ where: { id }, data: { ...facts, searchText: searchTextOf(facts) } });
    await tx.enrolment.updateMany({ where: { personId: id }, data: { sortName: fold(facts.name) } });
  }
}
