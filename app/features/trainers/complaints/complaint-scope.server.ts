import { peopleInReachOrStaff } from "#app/features/identity/people-scope.server.ts";
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

/** Where somebody handles complaints, or hears them. */
export type HandlingReach = Pick<Actor, "personId" | "reach">;

export const asHandler = ({ personId, grants }: ReadingComplaints): HandlingReach => ({
  personId,
  reach: [...reachOf(grants, "handle:complaints"), ...whereHeard(grants)],
});

/** What a complaint is linked with is of a programme; of another than they handle it is not there for them. */
export const inProgrammesOf = (handler: HandlingReach): { programme?: { in: string[] } } =>
  reachesAll(handler) ? {} : { programme: { in: reachedIds(handler, "programme") } };

/** Whom a complaint may be said to concern: who learns, teaches or is certified there, and whoever has a role. */
export const peopleToConcern = (handler: HandlingReach): Prisma.PersonWhereInput =>
  reachesAll(handler)
    ? {}
    : {
        OR: [
          peopleInReachOrStaff(handler),
          { certifications: { some: inProgrammesOf(handler) } },
          { candidacies: { some: inProgrammesOf(handler) } },
          { sessionsHeld: { some: { halfDay: { cohort: inProgrammesOf(handler) } } } },
        ],
      };
