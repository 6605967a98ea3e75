import { peopleActorMayGiveCards } from "#app/features/identity/people-scope.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";

export type CardHolder = { personId: string; name: string; username: string; lastCardAt: number | null };

/** Participants who have never chosen a password, within the actor's reach: the ones who need a card. */
export async function cardHolders(actor: Actor, cohortId: string): Promise<CardHolder[]> {
  const people = await db.person.findMany({
    where: {
      AND: [
        peopleActorMayGiveCards(actor),
        { passwordHash: null },
        { enrolments: { some: { cohortId, status: { notIn: ["withdrawn", "no-show"] } } } },
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      username: true,
      codes: { orderBy: { createdAt: "desc" }, take: 1, select: { createdAt: true } },
    },
  });
  return people.map(({ id, name, username, codes }) => ({
    personId: id,
    name,
    username,
    lastCardAt: codes[0]?.createdAt.getTime() ?? null,
  }));
}
