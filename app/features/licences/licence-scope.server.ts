import { organisationsOf } from "#app/features/identity/organisations-of.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { PROGRAMME_OF, type LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import {
  actingIn,
  ownRecordsOf,
  programmeScope,
  reachedIds,
  reachesAll,
  type Actor,
} from "#app/lib/actor.ts";

/* Whose licences somebody sees and touches: those of their programmes, and of their own organisations. */

type Reaching = Pick<Actor, "reach">;

/** Licences, requests and files say both. */
export const licencesInReach = (actor: Reaching) =>
  reachesAll(actor)
    ? {}
    : {
        OR: [
          { programme: { in: reachedIds(actor, "programme") } },
          { organisationId: { in: reachedIds(actor, "organisation") } },
        ],
      };

/** Organisations that may have one under the scheme: for its programme every one. */
const organisationsUnder = (actor: Reaching, schemeId: LicenceSchemeId): Prisma.OrganisationWhereInput =>
  reachesAll(actor) || reachedIds(actor, "programme").includes(PROGRAMME_OF[schemeId])
    ? {}
    : { id: { in: reachedIds(actor, "organisation") } };

/** Where an act takes place: a head's in their organisation, everybody else's in the programme. */
const placeOf = (permission: Permission, organisationId: string, schemeId: LicenceSchemeId) =>
  permission === "ask:licences"
    ? ({ kind: "organisation", id: organisationId } as const)
    : programmeScope(PROGRAMME_OF[schemeId]);

export type Licensee = { actor: Actor; organisation: { id: string; name: string; country: string } };

/** The organisation, with the actor as they act there; null: not theirs to see, or to act on by this permission. */
export async function licenseeInReach(
  actor: Actor,
  permission: Permission,
  organisationId: string,
  schemeId: LicenceSchemeId,
  tx: Tx = db,
): Promise<Licensee | null> {
  const reach = reachOf(actor.grants, permission);
  if (reach.length === 0) return null;
  const organisation = await tx.organisation.findFirst({
    where: { AND: [{ id: organisationId }, organisationsUnder({ reach }, schemeId)] },
    select: { id: true, name: true, country: true },
  });
  if (!organisation) return null;
  const place = placeOf(permission, organisationId, schemeId);
  return { actor: actingIn({ ...actor, reach }, place), organisation };
}

/** Of two who ask, record or decide for one organisation at once the second waits, and finds what the first wrote. */
export const holdLicensee = (tx: Tx, id: string) =>
  tx.organisation.updateMany({ where: { id }, data: { id } });

/** Nobody acts on the licence of where they work, nor for somebody who works there. */
export const worksAt = async (tx: Tx, actor: Actor, organisationId: string): Promise<boolean> =>
  (await organisationsOf(tx, actor, ownRecordsOf(actor))).includes(organisationId);
