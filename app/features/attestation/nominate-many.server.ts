import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Refusal } from "#app/lib/result.ts";
import { SCHEME_ID } from "./attestations.server.ts";

/** Those of some people the actor could put forward. */
export async function nominable(actor: Actor, personIds: readonly string[]): Promise<string[]> {
  if (actor.reach.length === 0) return [];
  const found = await db.person.findMany({
    where: { AND: [{ id: { in: [...personIds] } }, { id: { not: actor.personId } }, peopleInReach(actor)] },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

export type Nominated = {
  nominated: number;
  not: { name: string; reason: Refusal }[];
  /** How many are nobody the actor reaches, who stay without a name. */
  unknown: number;
};

/** Puts each forward by the act there is for one; whom it refuses is named with the reason, the others go through. */
export async function nominateMany(
  actor: Actor,
  personIds: readonly string[],
  { language, reason }: { language: string; reason: string },
): Promise<Nominated> {
  const people = await db.person.findMany({
    where: { AND: [{ id: { in: [...personIds] } }, peopleInReach(actor)] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { name: true, username: true },
  });
  const unknown = new Set(personIds).size - people.length;
  const done: Nominated = { nominated: 0, not: [], unknown };
  for (const { name, username } of people) {
    const one = await nominate(actor, username, { schemeId: SCHEME_ID, language, reason });
    if (one.ok) done.nominated += 1;
    else done.not.push({ name, reason: one.reason });
  }
  return done;
}
