import { Prisma, sql, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { heldToday } from "./current-affiliation.server.ts";
import type { Entry } from "./import-entry.ts";
import { keysOf, nameKey, staffKey, type Known, type KnownPerson, type KnownPlace } from "./import-people.ts";
import { reachedPeople } from "./reached-people.server.ts";
import { usernameFrom } from "./username.ts";

/* Everyone an imported list could mean, in a handful of statements however long the list is. */

/** Parameters per statement, well below what either database takes. */
const AT_ONCE = 500;

export async function readKnown(tx: Tx, actor: Actor, entries: Entry[]): Promise<Known> {
  const readBy = (column: "id" | "email" | "username", values: string[]) =>
    inChunks(values, (chunk) => readPeople(tx, actor, COLUMNS[column], chunk));
  const rows = [
    ...(await readBy("id", await colleaguesMeant(tx, entries))),
    ...(await readBy("email", entries.flatMap(({ email }) => email ?? []))),
    ...(await readBy("username", entries.flatMap(({ username }) => username ?? []))),
  ]; // prettier-ignore
  const people = [...new Map(rows.map((row) => [row.id, row])).values()];
  const places = await readPlaces(tx, people);
  return {
    people: people.map((row) => toKnown(actor, row, places.get(row.id) ?? [])),
    usernames: await takenUsernames(tx, entries),
  };
}

/** Everyone who works in the organisation today. */
export async function readStaff(tx: Tx, actor: Actor, organisationId: string): Promise<KnownPerson[]> {
  const staff = await tx.$queryRaw<{ id: string }[]>(sql`
    SELECT DISTINCT a."personId" AS "id" FROM "Affiliation" a JOIN "Person" p ON p."id" = a."personId"
    WHERE a."organisationId" = ${organisationId} AND ${heldToday(sql`a`)} AND p."deactivatedAt" IS NULL`);
  const rows = await inChunks(
    staff.map(({ id }) => id),
    (chunk) => readPeople(tx, actor, COLUMNS.id, chunk),
  );
  const places = await readPlaces(tx, rows);
  return rows
    .map((row) => toKnown(actor, row, places.get(row.id) ?? []))
    .sort((one, other) => (one.searchText < other.searchText ? -1 : 1));
}

async function inChunks<Item, Row>(items: Item[], read: (chunk: Item[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE)
    rows.push(...(await read(items.slice(first, first + AT_ONCE))));
  return rows;
}

type Colleague = { id: string; name: string; organisationId: string; staffNumber: string | null };

/** People of the organisations in the list whose staff number or name stands in it. */
async function colleaguesMeant(tx: Tx, entries: Entry[]): Promise<string[]> {
  const organisations = [...new Set(entries.flatMap(({ place }) => place?.organisationId ?? []))];
  const colleagues = await inChunks(organisations, (chunk) =>
    tx.$queryRaw<Colleague[]>(sql`
      SELECT p."id", p."name", a."organisationId", a."staffNumber"
      FROM "Affiliation" a JOIN "Person" p ON p."id" = a."personId"
      WHERE a."organisationId" IN (${Prisma.join(chunk)}) AND ${heldToday(sql`a`)}`),
  );
  const meant = new Set(entries.flatMap(keysOf));
  const isMeant = ({ name, organisationId, staffNumber }: Colleague) =>
    meant.has(nameKey(organisationId, name)) ||
    (staffNumber !== null && meant.has(staffKey(organisationId, staffNumber)));
  return [...new Set(colleagues.filter(isMeant).map(({ id }) => id))];
}

type Row = Omit<KnownPerson, "visible" | "inReach" | "mayLetIn" | "places" | "nameConfirmed" | "deactivated" | "hasPassword"> & {
  nameConfirmedAt: Date | null;
  deactivatedAt: Date | null;
  passwordHash: string | null;
  reached: number | bigint;
  staff: number | bigint;
}; // prettier-ignore

const COLUMNS = { id: sql`p."id"`, email: sql`p."email"`, username: sql`p."username"` };

const readPeople = (tx: Tx, actor: Actor, column: Prisma.Sql, values: string[]): Promise<Row[]> =>
  tx.$queryRaw(sql`
    SELECT p."id", p."name", p."username", p."email", p."phone", p."printedName", p."printedNameLocal", p."sex",
      p."country", p."searchText", p."nameConfirmedAt", p."deactivatedAt", p."passwordHash",
      CASE WHEN ${reachedPeople(actor)} THEN 1 ELSE 0 END AS "reached",
      CASE WHEN EXISTS (SELECT 1 FROM "RoleAssignment" r WHERE r."personId" = p."id" AND r."endedAt" IS NULL
        AND r."role" <> 'learner') THEN 1 ELSE 0 END AS "staff"
    FROM "Person" p WHERE ${column} IN (${Prisma.join(values)})`);

async function readPlaces(tx: Tx, people: Row[]): Promise<Map<string, KnownPlace[]>> {
  const rows = await inChunks(people, (chunk) =>
    tx.$queryRaw<(KnownPlace & { personId: string })[]>(sql`
      SELECT a."id", a."personId", a."organisationId", a."unitId", a."position", a."staffNumber", a."from",
        a."until"
      FROM "Affiliation" a
      WHERE a."personId" IN (${Prisma.join(chunk.map(({ id }) => id))}) AND ${heldToday(sql`a`)}
      ORDER BY a."from" DESC, a."id" DESC`),
  );
  const places = new Map<string, KnownPlace[]>();
  for (const { personId, ...place } of rows) places.set(personId, [...(places.get(personId) ?? []), place]);
  return places;
}

/** The law of `peopleActorMayLetIn`, in one statement for all. */
function toKnown(actor: Actor, row: Row, places: KnownPlace[]): KnownPerson {
  const { reached, staff, nameConfirmedAt, deactivatedAt, passwordHash, ...facts } = row;
  const inReach = Number(reached) === 1;
  return {
    ...facts,
    nameConfirmed: nameConfirmedAt !== null,
    deactivated: deactivatedAt !== null,
    hasPassword: passwordHash !== null,
    visible: inReach || reachedIds(actor, "programme").length > 0,
    inReach,
    mayLetIn: inReach && (reachesAll(actor) || Number(staff) === 0) && row.id !== actor.personId,
    places,
  };
}

/** The usernames that rows without one could get, as far as they are taken. */
async function takenUsernames(tx: Tx, entries: Entry[]): Promise<Set<string>> {
  const bases = new Set(
    entries.filter(({ username }) => !username).map(({ name, email }) => usernameFrom(name, email)),
  );
  const taken = await inChunks([...bases], (chunk) =>
    tx.person.findMany({ where: { username: { in: chunk } }, select: { username: true } }),
  );
  const numbered = await inChunks(taken, (chunk) =>
    tx.person.findMany({
      where: { OR: chunk.map(({ username }) => ({ username: { startsWith: username } })) },
      select: { username: true },
    }),
  );
  return new Set([...taken, ...numbered].map(({ username }) => username));
}
