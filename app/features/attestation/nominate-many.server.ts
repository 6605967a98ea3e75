import { nominate } from "#app/features/trainers/open-candidacy.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Refusal } from "#app/lib/result.ts";
import { SCHEME_ID } from "./attestations.server.ts";

export type Nominated = { nominated: number; not: { name: string; reason: Refusal }[] };

/** Puts each forward by the act there is for one; whom it refuses is named with the reason, the others go through. */
export async function nominateMany(
  actor: Actor,
  personIds: readonly string[],
  { language, reason }: { language: string; reason: string },
): Promise<Nominated> {
  const people = await db.person.findMany({
    where: { id: { in: [...personIds] } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { name: true, username: true },
  });
  const done: Nominated = { nominated: 0, not: [] };
  for (const { name, username } of people) {
    const one = await nominate(actor, username, { schemeId: SCHEME_ID, language, reason });
    if (one.ok) done.nominated += 1;
    else done.not.push({ name, reason: one.reason });
  }
  return done;
}
