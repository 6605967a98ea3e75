import { beforeAll, describe, expect, test } from "vitest";
import { addUnit, editUnit } from "#app/features/identity/organisation-units.server.ts";
import {
  createOrganisation,
  editOrganisation,
  findOrganisation,
  listOrganisations,
  placesFor,
} from "#app/features/identity/organisations.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { actorWith, everybody, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { auditOf, enrolLearner, publishCourse } from "#tests/support/learning-fixture.ts";
import { BY_NAME } from "#tests/support/lists.ts";

let home: string;
let elsewhere: string;
let admin: Actor;

beforeAll(async () => {
  home = await makeOrganisation();
  elsewhere = await makeOrganisation();
  admin = actorWith(newId(), everybody);
});

const head = () => actorWith(newId(), { kind: "organisation", id: home });
const ALL = { q: "", kind: "" as const, sorting: BY_NAME, page: 1 };
const facts = (name: string) => ({ name, kind: "mfi" as const, country: "KH" });
const unit = (own: object = {}) => ({
  unitName: `Unit ${newId()}`,
  unitKind: "branch" as const,
  parentId: "",
  ...own,
});
const unitsOf = (organisationId: string) =>
  db.organisationUnit.findMany({ where: { organisationId }, orderBy: { id: "asc" } });

describe("whom one sees", () => {
  test("a training head sees their own organisation; a foreign one is like none", async () => {
    const { rows, total } = await listOrganisations(head(), ALL);
    expect([total, rows.map(({ id }) => id)]).toEqual([1, [home]]);
    expect(await findOrganisation(head(), elsewhere)).toBeNull();
    expect(await findOrganisation(head(), newId())).toBeNull();
    expect(await findOrganisation(head(), home)).toMatchObject({ id: home, people: 0 });
  });

  test("a programme sees organisations that host its cohorts or send people", async () => {
    const { personId, cohortId } = await enrolLearner(await publishCourse());
    await db.affiliation.create({
      data: { id: newId(), personId, organisationId: elsewhere, from: "2026-01-01" },
    });
    const host = await makeOrganisation();
    await db.cohort.update({ where: { id: cohortId }, data: { hostId: host } });
    const see = async (scope: Scope) =>
      (await listOrganisations(actorWith("x", scope), ALL)).rows.map(({ id }) => id).sort();
    expect(await see({ kind: "programme", id: "management" })).toEqual([elsewhere, host].sort());
    expect(await see({ kind: "programme", id: "financial-education" })).toEqual([]);
  });

  test("people are placed in one's own organisation, by a programme anywhere", async () => {
    expect((await placesFor(head())).map(({ id }) => id)).toEqual([home]);
    const anywhere = (await placesFor(actorWith("x", { kind: "programme", id: "management" }))).map(
      ({ id }) => id,
    );
    expect(anywhere).toEqual(expect.arrayContaining([home, elsewhere]));
  });

  test("only affiliations that hold today are counted", async () => {
    const organisationId = await makeOrganisation();
    const { personId } = await enrolLearner(await publishCourse());
    const dates = [
      { from: "2026-01-01" },
      { from: "2026-01-01", until: "2026-11-01" },
      { from: "2026-12-01" },
    ];
    for (const each of dates)
      await db.affiliation.create({ data: { id: newId(), personId, organisationId, ...each } });
    expect(await findOrganisation(admin, organisationId)).toMatchObject({ people: 1 });
  });
});

describe("keeping organisations", () => {
  test("pressed twice it is one; a name somebody else took is refused", async () => {
    const name = `Amret ${newId()}`;
    const outcomes = await Promise.all([
      createOrganisation(admin, facts(name)),
      createOrganisation(admin, facts(name)),
    ]);
    const ids = outcomes.map((outcome) => (outcome.ok ? outcome.value.organisationId : outcome.reason.key));
    expect(new Set(ids).size).toBe(1);
    expect(await auditOf(ids[0]!)).toEqual(["organisation.created"]);
    expect(await createOrganisation(admin, { ...facts(name), country: "SN" })).toMatchObject({
      reason: { key: "organisations.name-taken" },
    });
    expect(await editOrganisation(admin, home, facts(name))).toMatchObject({
      reason: { key: "organisations.name-taken" },
    });
  });

  test("edited within reach only", async () => {
    const name = `New name ${newId()}`;
    expect(await editOrganisation(head(), elsewhere, facts(name))).toMatchObject({ ok: false });
    expect(await editOrganisation(admin, elsewhere, facts(name))).toMatchObject({ ok: true });
    expect(await findOrganisation(admin, elsewhere)).toMatchObject({ name, kind: "mfi", country: "KH" });
  });
});

describe("units", () => {
  test("are added and moved, never in a circle, also when two moves come at once", async () => {
    const organisationId = await makeOrganisation();
    await addUnit(admin, organisationId, unit({ unitName: "North" }));
    await addUnit(admin, organisationId, unit({ unitName: "South" }));
    const [north, south] = (await unitsOf(organisationId)).map(({ id }) => id) as [string, string];
    const under = (unitName: string, parentId: string) => unit({ unitName, parentId });
    const outcomes = await Promise.all([
      editUnit(admin, organisationId, north, under("North", south)),
      editUnit(admin, organisationId, south, under("South", north)),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: { key: "organisations.unit-in-circle" } });
  });

  test("have one name each, belong under units of their own organisation, and are not another's to edit", async () => {
    const organisationId = await makeOrganisation();
    await addUnit(admin, organisationId, unit({ unitName: "North" }));
    expect(await addUnit(admin, organisationId, unit({ unitName: "North" }))).toMatchObject({
      reason: { key: "organisations.name-taken" },
    });
    const [north] = await unitsOf(organisationId);
    expect(await addUnit(admin, home, unit({ parentId: north!.id }))).toEqual({
      ok: false,
      reason: { key: "organisations.no-such-unit" },
    });
    expect(await editUnit(admin, home, north!.id, unit())).toMatchObject({
      reason: { key: "organisations.no-such-unit" },
    });
    expect(await addUnit(head(), organisationId, unit())).toMatchObject({ ok: false });
    expect(await unitsOf(organisationId)).toHaveLength(1);
  });
});
