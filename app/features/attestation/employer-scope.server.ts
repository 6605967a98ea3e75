import { organisationsInReach } from "#app/features/identity/organisation-scope.server.ts";
import { PROGRAMME_OF } from "#app/features/trainers/schemes/schemes.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { actingFor, reachedIds, reachesAll, type Actor, type Scope } from "#app/lib/actor.ts";
import { SCHEME_ID } from "./attestations.server.ts";
import { unitsUnder } from "./coverage.ts";

type Reaching = Pick<Actor, "reach">;

/** Attestations are of one programme: an officer or auditor of another reaches no employer through theirs. */
const inProgramme = ({ reach }: Reaching): Reaching => ({
  reach: reach.filter(({ kind, id }) => kind !== "programme" || id === PROGRAMME_OF[SCHEME_ID]),
});

/** Employers of the actor's reach: their own, and those that host or send people to the programme. */
export const employersInReach = (actor: Reaching): Prisma.OrganisationWhereInput =>
  organisationsInReach(inProgramme(actor));

/** What of an employer somebody may touch: everything about attestations asks this, and nothing else. */
export type EmployerInReach = {
  id: string;
  name: string;
  /** With all that stands under them; null: the whole employer. */
  units: ReadonlySet<string> | null;
  /** The places of work there, on whatever day: part of every query about its people. */
  places: Prisma.AffiliationWhereInput;
};

export async function employerInReach(
  actor: Reaching,
  organisationId: string,
  tx: Tx = db,
): Promise<EmployerInReach | null> {
  const employer = await tx.organisation.findFirst({
    where: { AND: [{ id: organisationId }, employersInReach(actor)] },
    select: { id: true, name: true, units: { select: { id: true, parentId: true } } },
  });
  if (!employer) return null;
  const own = inProgramme(actor);
  const whole =
    reachesAll(own) ||
    reachedIds(own, "programme").length > 0 ||
    reachedIds(own, "organisation").includes(organisationId);
  const roots = reachedIds(own, "units").filter((unit) => employer.units.some(({ id }) => id === unit));
  const units = whole ? null : unitsUnder(employer.units, roots);
  return {
    id: employer.id,
    name: employer.name,
    units,
    places: { organisationId, ...(units ? { unitId: { in: [...units] } } : {}) },
  };
}

/** The actor in an act at this employer. Who reaches all of it does so by none of their units. */
export function actingAt(actor: Actor, { id: organisationId, units }: EmployerInReach): Actor {
  const there = ({ kind, id }: Scope) =>
    units
      ? kind === "units" && units.has(id)
      : kind === "all" || kind === "programme" || (kind === "organisation" && id === organisationId);
  return { ...actor, actingFor: actingFor({ reach: inProgramme(actor).reach.filter(there) }) };
}
