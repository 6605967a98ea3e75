import { reachOf } from "#app/features/identity/permissions.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor, type Scope } from "#app/lib/actor.ts";

export type ReadingComplaints = Pick<Actor, "personId" | "grants">;

/**
 * Of the programmes whose complaints the actor handles, and of none that was said; to an auditor, what has been passed up.
 * Never one that concerns the actor, however far they reach, nor, where they reach it as a deputy only, one that concerns
 * whom they stand in for.
 */
export const complaintsInReach = ({ personId, grants }: ReadingComplaints): Prisma.ComplaintWhereInput => ({
  concerns: { none: { personId } },
  OR: [
    ...freeOf(reachOf(grants, "handle:complaints")),
    ...freeOf(whereHeard(grants)).map((where) => ({ ...where, raisedOn: { not: null } })),
  ],
});

/** Whether there may be any for them at all. */
export const readsComplaints = ({ grants }: ReadingComplaints): boolean =>
  reachOf(grants, "act:on-complaints").length > 0;

/** An auditor of one organisation is of no programme. */
const whereHeard = (grants: ReadingComplaints["grants"]): Scope[] =>
  reachOf(grants, "hear:complaints").filter(({ kind }) => kind === "all" || kind === "programme");

function freeOf(reach: Scope[]): Prisma.ComplaintWhereInput[] {
  const own = reach.filter((scope) => scope.for === undefined);
  const principals = reach.flatMap((scope) => scope.for ?? []);
  return [
    ...(own.length > 0 ? [ofProgrammes(own)] : []),
    ...(principals.length > 0
      ? [{ ...ofProgrammes(reach), concerns: { none: { personId: { in: principals } } } }]
      : []),
  ];
}

// Prisma takes an empty filter inside OR for false; whoever reaches all gets one that is true.
const ofProgrammes = (reach: Scope[]): Prisma.ComplaintWhereInput =>
  reachesAll({ reach })
    ? { id: { not: "" } }
    : { programme: { in: ["", ...reachedIds({ reach }, "programme")] } };
