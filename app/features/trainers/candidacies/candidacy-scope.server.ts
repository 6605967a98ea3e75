import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { actingIn, programmeScope, reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { Actor as Part } from "#app/features/trainers/schemes/scheme.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/** Candidacies of the actor's programmes, and those of people the actor reaches. */
export const candidaciesInReach = (actor: Reaching): Prisma.CandidacyWhereInput =>
  reachesAll(actor)
    ? {}
    : { OR: [{ programme: { in: reachedIds(actor, "programme") } }, { person: peopleInReach(actor) }] };

const PARTS = [
  ["officer", "decide:candidacies"],
  ["master-trainer", "assess:candidates"],
  ["cohort-administrator", "enrol:candidates"],
] as const satisfies readonly (readonly [Part, Permission])[];

/** As what the actor stands before this candidacy: each part by its own permission, as far as that reaches. */
export async function partsIn(
  actor: Pick<Actor, "personId" | "grants">,
  candidacyId: string,
  tx: Tx = db,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [part, permission] of PARTS) {
    const reach = reachOf(actor.grants, permission);
    if (reach.length === 0) continue;
    const where = { AND: [{ id: candidacyId }, candidaciesInReach({ personId: actor.personId, reach })] };
    if ((await tx.candidacy.count({ where })) === 1) parts.push(part);
  }
  const own = { id: candidacyId, personId: actor.personId };
  if ((await tx.candidacy.count({ where: own })) === 1) parts.push("candidate");
  return parts;
}

/** The actor as the part they take here: on whose behalf, where it is theirs as somebody's deputy only. */
export function asPart(actor: Actor, part: Part, { programme }: { programme: string }): Actor {
  const permission = PARTS.find(([one]) => one === part)?.[1];
  if (!permission) return actor;
  return actingIn({ ...actor, reach: reachOf(actor.grants, permission) }, programmeScope(programme));
}
