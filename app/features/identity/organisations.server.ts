import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { directionOf, type Sorting } from "#app/lib/sorting.ts";
import { holdsToday } from "./current-affiliation.server.ts";
import type { OrganisationForm, OrganisationKind, UnitKind } from "./organisation-forms.ts";
import { searchWords } from "./people-filters.ts";
import { organisationsInReach, organisationsToPlaceIn } from "./organisation-scope.server.ts";

const SAME_PRESS = 60_000;

type Reaching = Pick<Actor, "reach">;
export const ORGANISATION_ORDERS = ["name", "kind", "country"] as const;
export type OrganisationFilters = {
  q: string;
  kind: OrganisationKind | "";
  sorting: Sorting<(typeof ORGANISATION_ORDERS)[number]>;
  page: number;
};

export type OrganisationRow = {
  id: string;
  name: string;
  kind: OrganisationKind;
  country: string;
  units: number;
  people: number;
};

/** One page of the organisations in reach. */
export async function listOrganisations(actor: Reaching, { q, kind, sorting, page }: OrganisationFilters) {
  const where: Prisma.OrganisationWhereInput = {
    AND: [organisationsInReach(actor), kind ? { kind } : {}, named(q)],
  };
  const [total, organisations] = await Promise.all([
    db.organisation.count({ where }),
    db.organisation.findMany({
      where,
      orderBy: [{ [sorting.by]: directionOf(sorting) }, { name: "asc" }, { id: "asc" }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      select: {
        id: true,
        name: true,
        kind: true,
        country: true,
        _count: { select: { units: true, affiliations: { where: holdsToday() } } },
      },
    }),
  ]);
  const rows = organisations.map(({ _count, kind, ...organisation }): OrganisationRow => ({
    ...organisation,
    kind: kind as OrganisationKind,
    units: _count.units,
    people: _count.affiliations,
  }));
  return { total, rows };
}

const named = (q: string): Prisma.OrganisationWhereInput => ({
  AND: searchWords(q).map((word) => ({ searchText: { contains: word } })),
});

/** An organisation in reach with its units and how many people work in each today. */
export async function findOrganisation(actor: Reaching, organisationId: string) {
  const organisation = await db.organisation.findFirst({
    where: { AND: [{ id: organisationId }, organisationsInReach(actor)] },
    select: {
      id: true,
      name: true,
      kind: true,
      country: true,
      createdAt: true,
      contacts: {
        orderBy: [{ name: "asc" }, { id: "asc" }],
        select: { id: true, name: true, role: true, phone: true, email: true },
      },
    },
  });
  if (!organisation) return null;
  const [units, people] = await Promise.all([
    db.organisationUnit.findMany({
      where: { organisationId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, parentId: true, kind: true, name: true },
    }),
    db.affiliation.groupBy({ by: ["unitId"], where: { organisationId, ...holdsToday() }, _count: true }),
  ]);
  const peopleOf = new Map(people.map(({ unitId, _count }) => [unitId, _count]));
  return {
    ...organisation,
    kind: organisation.kind as OrganisationKind,
    people: people.reduce((sum, { _count }) => sum + _count, 0),
    units: units.map((unit) => ({
      ...unit,
      kind: unit.kind as UnitKind,
      people: peopleOf.get(unit.id) ?? 0,
    })),
  };
}

export type Placeable = { id: string; name: string; units: { id: string; name: string }[] };

/** The organisations and units in which the actor may place people. */
export const placesFor = (actor: Reaching): Promise<Placeable[]> =>
  db.organisation.findMany({
    where: organisationsToPlaceIn(actor),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      units: { orderBy: [{ name: "asc" }, { id: "asc" }], select: { id: true, name: true } },
    },
  });

const columns = ({ name, kind, country }: OrganisationForm) => ({
  name,
  kind,
  country,
  searchText: fold(name),
});

/** Pressed twice it is one organisation: the second press finds what the first one made. */
export async function createOrganisation(
  actor: Actor,
  form: OrganisationForm,
): Promise<Result<{ organisationId: string }>> {
  const organisationId = newId();
  const created = await unlessTaken(form.name, async () => {
    await inTransaction(async (tx) => {
      await tx.organisation.create({ data: { id: organisationId, ...columns(form), createdAt: now() } });
      await recordAudit(tx, actor, "organisation.created", { kind: "organisation", id: organisationId });
    });
    return ok({ organisationId });
  });
  if (created.ok) return created;
  const justNow = await db.organisation.findFirst({
    where: {
      AND: [form, { createdAt: { gt: new Date(now().getTime() - SAME_PRESS) } }, organisationsInReach(actor)],
    },
    select: { id: true },
  });
  return justNow ? ok({ organisationId: justNow.id }) : created;
}

export const editOrganisation = (
  actor: Actor,
  organisationId: string,
  form: OrganisationForm,
): Promise<Result<void>> =>
  unlessTaken(form.name, () =>
    inTransaction(async (tx) => {
      const { count } = await tx.organisation.updateMany({
        where: { AND: [{ id: organisationId }, organisationsInReach(actor)] },
        data: columns(form),
      });
      if (count !== 1) return refuse("changed-meanwhile");
      await recordAudit(tx, actor, "organisation.edited", { kind: "organisation", id: organisationId });
      return ok(undefined);
    }),
  );

/** Names are unique in the database; the loser of two at once hears of it like everybody else. */
export async function unlessTaken<Value>(
  name: string,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) return refuse("organisations.name-taken", { name });
    throw error;
  }
}
