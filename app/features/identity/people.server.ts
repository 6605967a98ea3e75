import { db, Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { pageOf, type Place } from "#app/lib/keyset.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import type { Sorting } from "#app/lib/sorting.ts";
import { heldToday, holdsToday } from "./current-affiliation.server.ts";
import { containing, searchWords, type PeopleFilters } from "./people-filters.ts";
import { reachedPeople, worksIn } from "./reached-people.server.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

export type PersonRow = {
  id: string;
  name: string;
  username: string;
  organisations: string[];
  roles: Role[];
  hasPassword: boolean;
  deactivated: boolean;
  lastSeenAt: Date | null;
};

export type PeoplePage = { rows: PersonRow[]; previous: string | null; next: string | null };

/**
 * One page in the order of names. It starts at a person instead of counting rows, so the last page of 10,000 people
 * costs what the first costs.
 */
export async function listPeople(
  actor: Reaching,
  filters: PeopleFilters,
  sorting: Sorting<"name">,
  place: Place,
): Promise<PeoplePage> {
  const start = place && (await startOf(actor, place));
  const backwards = place !== null && "before" in place && start !== null;
  const falling = backwards !== sorting.descending;
  const where = [reachedPeople(actor), ...filtering(filters), ...(start ? [beyond(start, falling)] : [])];
  const order = falling ? sql`p."searchText" DESC, p."id" DESC` : sql`p."searchText" ASC, p."id" ASC`;
  const found = await rowsOf<{ id: string }>(sql`
    SELECT p."id" FROM "Person" p WHERE ${Prisma.join(where, " AND ")} ORDER BY ${order} LIMIT ${PAGE_SIZE + 1}`);
  const { rows, ...neighbours } = pageOf(found, PAGE_SIZE, { backwards, first: start === null });
  return { rows: await personRows(rows.map(({ id }) => id)), ...neighbours };
}

type Start = { id: string; searchText: string };

/** The address names a person and not their text, which holds an e-mail address. */
async function startOf(actor: Reaching, place: NonNullable<Place>): Promise<Start | null> {
  const id = "after" in place ? place.after : place.before;
  const [row] = await rowsOf<Start>(
    sql`SELECT p."id", p."searchText" FROM "Person" p WHERE p."id" = ${id} AND ${reachedPeople(actor)}`,
  );
  return row ?? null;
}

/** The plain comparison lets the index find the place; the second one tells people of the same text apart. */
const beyond = ({ id, searchText }: Start, falling: boolean): Prisma.Sql =>
  falling
    ? sql`p."searchText" <= ${searchText} AND (p."searchText" < ${searchText} OR p."id" < ${id})`
    : sql`p."searchText" >= ${searchText} AND (p."searchText" > ${searchText} OR p."id" > ${id})`;

function filtering({ q, organisation, role, state }: PeopleFilters): Prisma.Sql[] {
  return [
    state === "deactivated" ? sql`p."deactivatedAt" IS NOT NULL` : sql`p."deactivatedAt" IS NULL`,
    ...(state === "not-yet" ? [sql`p."passwordHash" IS NULL`] : []),
    ...searchWords(q).map((word) => sql`p."searchText" LIKE ${containing(word)} ESCAPE '!'`),
    ...(organisation ? [worksIn(sql`a."organisationId" = ${organisation}`)] : []),
    ...(role ? [holding(role)] : []),
  ];
}

/** Everybody learns; filtering by "learner" means those who are nothing else. */
const holding = (role: Role): Prisma.Sql =>
  role === "learner"
    ? sql`NOT EXISTS (SELECT 1 FROM "RoleAssignment" r
        WHERE r."personId" = p."id" AND r."endedAt" IS NULL AND r."role" <> 'learner')`
    : sql`p."id" IN (SELECT r."personId" FROM "RoleAssignment" r
        WHERE r."endedAt" IS NULL AND r."role" = ${role})`;

async function personRows(ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const [people, seen] = await Promise.all([
    db.person.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        name: true,
        username: true,
        passwordHash: true,
        deactivatedAt: true,
        affiliations: {
          where: holdsToday(),
          orderBy: { from: "desc" },
          select: { organisation: { select: { name: true } }, unit: { select: { name: true } } },
        },
        roles: { where: { endedAt: null, role: { not: "learner" } }, select: { role: true } },
      },
    }),
    lastSeen(ids),
  ]);
  const rows = people.map(({ passwordHash, deactivatedAt, affiliations, roles, ...person }): PersonRow => ({
    ...person,
    organisations: affiliations.map(({ organisation, unit }) =>
      unit ? `${organisation.name}, ${unit.name}` : organisation.name,
    ),
    roles: [...new Set(roles.map(({ role }) => role as Role))],
    hasPassword: passwordHash !== null,
    deactivated: deactivatedAt !== null,
    lastSeenAt: seen.get(person.id) ?? null,
  }));
  return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}

/** A session is remembered for a month after it ends; who was here before that has a password and no day. */
async function lastSeen(personIds: string[]): Promise<Map<string, Date>> {
  const rows = await db.session.groupBy({
    by: ["personId"],
    where: { personId: { in: personIds } },
    _max: { lastSeenAt: true },
  });
  return new Map(
    rows.flatMap(({ personId, _max }) => (_max.lastSeenAt ? [[personId, _max.lastSeenAt]] : [])),
  );
}

/** The organisations in which somebody the actor reaches works today: what the list may be filtered by. */
export const organisationsOfPeople = (actor: Reaching): Promise<{ id: string; name: string }[]> =>
  rowsOf(sql`
    SELECT o."id", o."name" FROM "Organisation" o
    WHERE EXISTS (SELECT 1 FROM "Affiliation" w JOIN "Person" p ON p."id" = w."personId"
      WHERE w."organisationId" = o."id" AND ${heldToday(sql`w`)} AND ${reachedPeople(actor)})
    ORDER BY o."name"`);
