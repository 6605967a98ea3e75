import { db, Prisma, rowsIn, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { heldToday } from "./current-affiliation.server.ts";
import {
  likelyPairs,
  likeThese,
  namesOf,
  phoneOf,
  type Alike,
  type LikelyPair,
  type LikenessFacts,
} from "./likely-duplicates.ts";
import { containing, searchWords } from "./people-filters.ts";
import { reachedPeople } from "./reached-people.server.ts";
import type { Planned } from "./import-people.ts";

/* Two statements whatever the number of people; what is compared is compared here, since no database folds names. */

type Reaching = Pick<Actor, "personId" | "reach">;
type Row = Omit<LikenessFacts, "staffNumbers">;

async function factsWhere(tx: Tx, where: Prisma.Sql): Promise<LikenessFacts[]> {
  const people = await rowsIn<Row>(
    tx,
    sql`SELECT p."id", p."name", p."printedName", p."printedNameLocal", p."phone", p."sex"
      FROM "Person" p WHERE p."deactivatedAt" IS NULL AND ${where}`,
  );
  const numbers = await rowsIn<{ personId: string; organisationId: string; staffNumber: string }>(
    tx,
    sql`SELECT w."personId", w."organisationId", w."staffNumber"
      FROM "Affiliation" w JOIN "Person" p ON p."id" = w."personId"
      WHERE w."staffNumber" IS NOT NULL AND ${heldToday(sql`w`)} AND p."deactivatedAt" IS NULL AND ${where}`,
  );
  const numbersOf = new Map<string, typeof numbers>(people.map(({ id }) => [id, []]));
  for (const number of numbers) numbersOf.get(number.personId)?.push(number);
  return people.map((person) => ({ ...person, staffNumbers: numbersOf.get(person.id) ?? [] }));
}

/** All likely pairs among those the actor reaches; searching, those in which either is called so. */
export async function likelyPairsInReach(tx: Tx, actor: Reaching, q = ""): Promise<LikelyPair[]> {
  const people = await factsWhere(tx, reachedPeople(actor));
  const pairs = likelyPairs(people);
  const words = searchWords(q);
  if (words.length === 0) return pairs;
  const isCalled = (person: LikenessFacts) =>
    words.every((word) => namesOf(person).some((name) => name.includes(word)));
  const called = new Set(people.filter(isCalled).map(({ id }) => id));
  return pairs.filter(({ one, other }) => called.has(one) || called.has(other));
}

/** Whom one person is like, by their own signs: the page of a person does not read everybody. */
export async function likeOne(actor: Reaching, personId: string): Promise<Alike[]> {
  const [person] = await factsWhere(db, sql`p."id" = ${personId} AND ${reachedPeople(actor)}`);
  if (!person) return [];
  const phone = phoneOf(person.phone);
  const signs = [
    ...(phone ? [sql`p."searchText" LIKE ${containing(phone.end)} ESCAPE '!'`] : []),
    ...namesOf(person).map((name) => hasWords(name.split(" "))),
    ...person.staffNumbers.map(
      ({ organisationId, staffNumber }) =>
        sql`EXISTS (SELECT 1 FROM "Affiliation" s WHERE s."personId" = p."id"
          AND s."organisationId" = ${organisationId} AND LOWER(s."staffNumber") = ${fold(staffNumber)})`,
    ),
  ];
  if (signs.length === 0) return [];
  const others = await factsWhere(
    db,
    sql`p."id" <> ${personId} AND ${reachedPeople(actor)} AND (${Prisma.join(signs, " OR ")})`,
  );
  return likelyPairs([person, ...others])
    .filter(({ one, other }) => one === personId || other === personId)
    .map(({ one, other, likeness }) => {
      const id = one === personId ? other : one;
      return { id, name: others.find((each) => each.id === id)!.name, likeness };
    });
}

const hasWords = (words: string[]): Prisma.Sql =>
  sql`(${Prisma.join(
    words.map((word) => sql`p."searchText" LIKE ${containing(word)} ESCAPE '!'`),
    " AND ",
  )})`;

/** Whom the new people of a list are like, by the row of the list. */
export async function likeNewRows(
  tx: Tx,
  actor: Reaching,
  planned: readonly Planned[],
): Promise<Map<number, Alike[]>> {
  const added = planned.filter(({ decision }) => decision.kind === "new").map(({ entry }) => entry);
  if (added.length === 0) return new Map();
  const facts = added.map(({ row, name, printedName, printedNameLocal, phone, sex, place, staffNumber }) => ({
    id: String(row),
    name,
    printedName,
    printedNameLocal,
    phone,
    sex,
    staffNumbers: place && staffNumber ? [{ organisationId: place.organisationId, staffNumber }] : [],
  }));
  const alike = likeThese(facts, await factsWhere(tx, reachedPeople(actor)));
  return new Map(
    added.map(({ row }) => [
      row,
      (alike.get(String(row)) ?? []).map(({ person, likeness }) => ({
        id: person.id,
        name: person.name,
        likeness,
      })),
    ]),
  );
}
