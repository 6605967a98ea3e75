import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import {
  actingIn,
  actingWhereFound,
  programmeScope,
  reachedIds,
  reachesAll,
  type Actor,
} from "#app/lib/actor.ts";
import type { Actor as Part } from "#app/features/trainers/schemes/scheme.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/** What employers attest: an area manager reaches these of the people of their units, and no other candidacy. */
const ATTESTED = "fe-facilitator" satisfies OpenSchemeId;

/** Candidacies of the actor's programmes, and those of people the actor reaches. */
export function candidaciesInReach(actor: Reaching): Prisma.CandidacyWhereInput {
  if (reachesAll(actor)) return {};
  const by = (units: boolean) =>
    peopleInReach({ ...actor, reach: actor.reach.filter(({ kind }) => (kind === "units") === units) });
  return {
    OR: [
      { programme: { in: reachedIds(actor, "programme") } },
      { person: by(false) },
      { schemeId: ATTESTED, person: by(true) },
    ],
  };
}

const PARTS = [
  ["officer", "decide:candidacies"],
  ["master-trainer", "assess:candidates"],
  ["cohort-administrator", "enrol:candidates"],
  ["attester", "attest:facilitators"],
  ["training-department", "record:attestations"],
] as const satisfies readonly (readonly [Part, Permission])[];

/** Only where an employer attests. */
const AT_EMPLOYER: readonly Part[] = ["attester", "training-department"];

const whereOf = (part: Part, candidacyId: string, actor: Reaching): Prisma.CandidacyWhereInput => ({
  AND: [
    { id: candidacyId, ...(AT_EMPLOYER.includes(part) ? { schemeId: ATTESTED } : {}) },
    candidaciesInReach(actor),
  ],
});

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
    const where = whereOf(part, candidacyId, { personId: actor.personId, reach });
    if ((await tx.candidacy.count({ where })) === 1) parts.push(part);
  }
  const own = { id: candidacyId, personId: actor.personId };
  if ((await tx.candidacy.count({ where: own })) === 1) parts.push("candidate");
  return parts;
}

/** The actor as the part they take here: on whose behalf, where it is theirs as somebody's deputy only. */
export async function asPart(
  actor: Actor,
  part: Part,
  { id, programme }: { id: string; programme: string },
  tx: Tx = db,
): Promise<Actor> {
  const permission = PARTS.find(([one]) => one === part)?.[1];
  if (!permission) return actor;
  const holder = { ...actor, reach: reachOf(actor.grants, permission) };
  if (!AT_EMPLOYER.includes(part)) return actingIn(holder, programmeScope(programme));
  const find = (who: Actor) =>
    tx.candidacy.findFirst({ where: whereOf(part, id, who), select: { id: true } });
  return (await actingWhereFound(holder, find))?.actor ?? holder;
}
