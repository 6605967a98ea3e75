import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { likelyPairsInReach, likeOne } from "#app/features/identity/likely-duplicates.server.ts";
import { pairKey, type Likeness } from "#app/features/identity/likely-duplicates.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";

export type DuplicatePerson = {
  id: string;
  name: string;
  username: string;
  organisations: string[];
  createdAt: Date;
};
export type DuplicateRow = { one: DuplicatePerson; other: DuplicatePerson; likeness: Likeness[] };

/** A page of the likely pairs in reach, those with most in common first. */
export async function listDuplicates(actor: Actor, { q, page }: { q: string; page: number }) {
  const [likely, settled] = await Promise.all([likelyPairsInReach(db, actor, q), settledPairs()]);
  const pairs = likely.filter(({ one, other }) => !settled.has(pairKey(one, other)));
  const shown = pairs.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const people = await peopleById(shown.flatMap(({ one, other }) => [one, other]));
  const rows = shown.map(({ one, other, likeness }): DuplicateRow => ({
    one: people.get(one)!,
    other: people.get(other)!,
    likeness,
  }));
  return { rows, total: pairs.length };
}

/** Pairs that somebody has looked at: proposed to be one, or two people. */
async function settledPairs(): Promise<Set<string>> {
  const merges = await db.personMerge.findMany({
    where: { state: { in: ["proposed", "two-people"] } },
    select: { keptId: true, goneId: true },
  });
  return new Set(merges.map(({ keptId, goneId }) => pairKey(keptId, goneId)));
}

/** Whom one person is like, but for those somebody has looked at. */
export async function likelyToBe(actor: Actor, personId: string) {
  const [alike, settled] = await Promise.all([likeOne(actor, personId), settledPairs()]);
  return alike.filter(({ id }) => !settled.has(pairKey(id, personId)));
}

export async function peopleById(ids: string[]): Promise<Map<string, DuplicatePerson>> {
  const people = await db.person.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      username: true,
      createdAt: true,
      affiliations: {
        where: holdsToday(),
        orderBy: { from: "desc" },
        select: { organisation: { select: { name: true } }, unit: { select: { name: true } } },
      },
    },
  });
  return new Map(
    people.map(({ affiliations, ...person }) => [
      person.id,
      {
        ...person,
        organisations: affiliations.map(({ organisation, unit }) =>
          unit ? `${organisation.name}, ${unit.name}` : organisation.name,
        ),
      },
    ]),
  );
}
