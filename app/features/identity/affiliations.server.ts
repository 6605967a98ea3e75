import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { organisationsToPlaceIn } from "./organisation-scope.server.ts";
import type { Place } from "./person-forms.ts";
import { peopleInReach } from "./people-scope.server.ts";

export type NewAffiliation = {
  place: Place;
  position: string;
  staffNumber: string;
  from: CalendarDay;
};

/** Where the person works from a day on; the same place from the same day is one affiliation. Null: not in reach. */
export function addAffiliation(
  actor: Actor,
  personId: string,
  input: NewAffiliation,
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { AND: [{ id: personId }, peopleInReach(actor)] },
      data: { id: personId }, // held, so that a second press waits and finds what the first one wrote
    });
    if (count !== 1) return null;
    const allowed = await mayPlace(tx, actor, input.place, input.staffNumber, personId);
    if (!allowed.ok) return allowed;
    const { place, from } = input;
    if (
      await tx.affiliation.findFirst({
        where: { personId, ...place, from, until: null },
        select: { id: true },
      })
    )
      return ok(undefined);
    await writeAffiliation(tx, actor, personId, input);
    return ok(undefined);
  });
}

async function writeAffiliation(tx: Tx, doer: Doer, personId: string, input: NewAffiliation) {
  const { place, from } = input;
  const id = newId();
  const position = input.position || null;
  const staffNumber = input.staffNumber || null;
  await tx.affiliation.create({ data: { id, personId, ...place, position, staffNumber, from } });
  const subject = { kind: "person", id: personId };
  await recordAudit(tx, doer, "affiliation.added", subject, { affiliationId: id, ...place, from });
}

/** Is the place one of the actor's, and the staff number free there? */
export async function mayPlace(
  tx: Tx,
  actor: Pick<Actor, "reach">,
  { organisationId, unitId }: Place,
  staffNumber: string,
  personId: string | null,
): Promise<Result<void>> {
  const place = await tx.organisation.findFirst({
    where: {
      AND: [
        { id: organisationId },
        organisationsToPlaceIn(actor),
        unitId ? { units: { some: { id: unitId } } } : {},
      ],
    },
    select: { name: true },
  });
  if (!place) return refuse("people.outside-reach");
  if (!staffNumber) return ok(undefined);
  const taken = await tx.affiliation.findFirst({
    where: {
      organisationId,
      staffNumber,
      OR: [{ until: null }, { until: { gte: today() } }],
      ...(personId ? { personId: { not: personId } } : {}),
    },
    select: { id: true },
  });
  return taken
    ? refuse("people.staff-number-taken", { staffNumber, organisation: place.name })
    : ok(undefined);
}

/** Ends an affiliation with a day, the last one it holds. Null: not in reach. */
export function endAffiliation(
  actor: Actor,
  personId: string,
  { affiliationId, until }: { affiliationId: string; until: CalendarDay },
): Promise<Result<void> | null> {
  return inTransaction(async (tx) => {
    const affiliation = await tx.affiliation.findFirst({
      where: { id: affiliationId, personId, person: peopleInReach(actor), ...organisationOf(actor) },
      select: { from: true, until: true },
    });
    if (!affiliation) return null;
    if (affiliation.until === until) return ok(undefined);
    if (affiliation.until !== null) return refuse("changed-meanwhile");
    if (until < affiliation.from) return refuse("people.ends-before-it-begins");
    const { count } = await tx.affiliation.updateMany({
      where: { id: affiliationId, until: null },
      data: { until },
    });
    if (count !== 1) return refuse("changed-meanwhile");
    await recordAudit(
      tx,
      actor,
      "affiliation.ended",
      { kind: "person", id: personId },
      { affiliationId, until },
    );
    return ok(undefined);
  });
}

/** A training head ends what binds a person to their own organisation and to no other. */
const organisationOf = (actor: Actor) =>
  reachesAll(actor) || reachedIds(actor, "programme").length > 0
    ? {}
    : { organisationId: { in: reachedIds(actor, "organisation") } };

export type AffiliationFacts = {
  id: string;
  organisationId: string;
  organisation: string;
  unit: string | null;
  position: string | null;
  staffNumber: string | null;
  from: CalendarDay;
  until: CalendarDay | null;
  /** The actor may end it. */
  endable: boolean;
};

/** All of a person's, the current first, then the newest; `manager` is null where nothing may be changed. */
export async function affiliationsOf(personId: string, manager: Actor | null): Promise<AffiliationFacts[]> {
  const rows = await db.affiliation.findMany({
    where: { personId },
    orderBy: [{ from: "desc" }, { id: "desc" }],
    include: { organisation: { select: { name: true } }, unit: { select: { name: true } } },
  });
  const mine =
    manager && (reachesAll(manager) || reachedIds(manager, "programme").length > 0 ? "any" : manager);
  return rows
    .map(({ organisation, unit, until, ...row }) => ({
      id: row.id,
      organisationId: row.organisationId,
      organisation: organisation.name,
      unit: unit?.name ?? null,
      position: row.position,
      staffNumber: row.staffNumber,
      from: row.from,
      until,
      endable:
        until === null &&
        mine !== null &&
        (mine === "any" || reachedIds(mine, "organisation").includes(row.organisationId)),
    }))
    .sort((one, other) => Number(one.until !== null) - Number(other.until !== null));
}
