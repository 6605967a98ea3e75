import { beforeAll, describe, expect, test } from "vitest";
import { listPeople, organisationsOfPeople } from "#app/features/identity/people.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import type { PeopleFilters } from "#app/features/identity/people-filters.ts";
import { asHolderOf, findPerson, mayOn } from "#app/features/identity/person-file.server.ts";
import { reachedPeople } from "#app/features/identity/reached-people.server.ts";
import { db, sql } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import type { Place } from "#app/lib/keyset.ts";
import { actorWith, everybody, makeAccount, makeOrganisation, own } from "#tests/support/identity-fixture.ts";
import { enrolLearner, publishCourse } from "#tests/support/learning-fixture.ts";
import { BY_NAME } from "#tests/support/lists.ts";

const ALL: PeopleFilters = { q: "", organisation: "", role: "", state: "" };
const FROM = "2026-01-01";

let home: string;
let elsewhere: string;
let unitId: string;
const ids: Record<string, string> = {};
let enrolled: Awaited<ReturnType<typeof enrolLearner>>;

beforeAll(async () => {
  home = await makeOrganisation();
  elsewhere = await makeOrganisation();
  unitId = newId();
  await db.organisationUnit.create({
    data: { id: unitId, organisationId: home, kind: "branch", name: "Takeo" },
  });
  const make = async (key: string, facts: Parameters<typeof makeAccount>[0]) =>
    (ids[key] = (await makeAccount({ name: key, ...facts })).personId);
  await make("learner", {
    affiliation: { organisationId: home, unitId, from: FROM },
    phone: "+855 12 345 678",
  });
  await make("colleague", { name: "Étienne Œuvrard", affiliation: { organisationId: home, from: FROM } });
  await make("trainer", {
    affiliation: { organisationId: home, from: FROM },
    roles: [{ role: "trainer", scope: { kind: "cohort", id: newId() } }],
  });
  await make("stranger", { affiliation: { organisationId: elsewhere, from: FROM } });
  await make("nobody", {});
  await make("left", { affiliation: { organisationId: home, from: FROM } });
  await db.affiliation.updateMany({ where: { personId: ids["left"]! }, data: { until: "2026-11-01" } });
  await make("leaving", { affiliation: { organisationId: home, from: FROM } });
  await db.affiliation.updateMany({ where: { personId: ids["leaving"]! }, data: { until: "2026-11-02" } });
  await make("coming", { affiliation: { organisationId: home, from: "2026-11-03" } });
  await make("gone", { affiliation: { organisationId: home, from: FROM } });
  await db.person.update({ where: { id: ids["gone"]! }, data: { deactivatedAt: new Date() } });
  enrolled = await enrolLearner(await publishCourse());
});

const headOf = (organisationId: string): Actor =>
  actorWith(ids["trainer"]!, { kind: "organisation", id: organisationId });

const found = async (actor: Actor, filters: Partial<PeopleFilters> = {}) =>
  (await listPeople(actor, { ...ALL, ...filters }, BY_NAME, null)).rows.map(({ id }) => id);
const named = (...keys: string[]) => keys.map((key) => ids[key]).sort();

describe("whom one reaches", () => {
  const scopes = (): Scope[][] => [
    [everybody],
    [own],
    [],
    [{ kind: "organisation", id: home }],
    [{ kind: "organisation", id: elsewhere }, own],
    [{ kind: "units", id: unitId }],
    [{ kind: "cohort", id: enrolled.cohortId }],
    [{ kind: "programme", id: "management" }],
    [{ kind: "programme", id: "financial-education" }],
    [{ kind: "cohort", id: newId() }, { kind: "units", id: unitId }, { kind: "organisation", id: elsewhere }],
  ]; // prettier-ignore

  test("lists and single pages say the same of every kind of scope", async () => {
    for (const reach of scopes()) {
      const actor = actorWith(ids["learner"]!, ...reach);
      const byPrisma = await db.person.findMany({ where: peopleInReach(actor), select: { id: true } });
      const bySql = await db.$queryRaw<{ id: string }[]>(
        sql`SELECT p."id" FROM "Person" p WHERE ${reachedPeople(actor)}`,
      );
      const sorted = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
      expect(sorted(bySql), JSON.stringify(reach)).toEqual(sorted(byPrisma));
    }
  });

  test("a training head sees who works there today, and nobody else", async () => {
    expect((await found(headOf(home))).sort()).toEqual(named("learner", "colleague", "trainer", "leaving"));
    expect(await found(headOf(elsewhere))).toEqual(named("stranger"));
  });

  test("somebody out of reach and somebody who does not exist are the same nothing", async () => {
    expect(await findPerson(headOf(home), ids["stranger"]!)).toBeNull();
    expect(await findPerson(headOf(home), newId())).toBeNull();
    expect(await findPerson(headOf(home), ids["learner"]!)).toMatchObject({ id: ids["learner"] });
  });

  test("the organisations to filter by are those of people in reach", async () => {
    expect((await organisationsOfPeople(headOf(home))).map(({ id }) => id)).toEqual([home]);
    const all = (await organisationsOfPeople(actorWith("x", everybody))).map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([home, elsewhere]));
  });
});

describe("finding people", () => {
  test("without accents, by several words, by phone, and with no wildcards", async () => {
    const head = headOf(home);
    expect(await found(head, { q: "oeuvrard ETIENNE" })).toEqual(named("colleague"));
    expect(await found(head, { q: "+855 12" })).toEqual(named("learner"));
    expect(await found(head, { q: "%" })).toEqual([]);
    expect(await found(head, { q: "l_arner" })).toEqual([]);
  });

  test("by role, organisation and account", async () => {
    const everyone = actorWith("x", everybody);
    expect(await found(headOf(home), { role: "trainer" })).toEqual(named("trainer"));
    expect((await found(headOf(home), { role: "learner" })).sort()).toEqual(
      named("learner", "colleague", "leaving"),
    );
    expect(await found(everyone, { organisation: elsewhere })).toEqual(named("stranger"));
    expect(await found(headOf(home), { organisation: elsewhere })).toEqual([]);
    expect(await found(headOf(home), { state: "deactivated" })).toEqual(named("gone"));
    expect(await found(everyone, { state: "not-yet" })).toEqual([enrolled.personId]);
  });
});

describe("pages", () => {
  let full: Actor;
  let expected: string[];

  beforeAll(async () => {
    const organisationId = await makeOrganisation();
    const people = Array.from({ length: 60 }, (_, index) => ({
      id: newId(),
      username: `page.${newId()}`,
      name: `Person ${index % 7}`, // many of one name
      locale: "en",
      timeZone: "UTC",
      theme: "system",
      searchText: `person ${index % 7}`,
      createdAt: new Date(),
    }));
    await db.person.createMany({ data: people });
    await db.affiliation.createMany({
      data: people.map(({ id }) => ({ id: newId(), personId: id, organisationId, from: FROM })),
    });
    full = actorWith("x", { kind: "organisation", id: organisationId });
    expected = people
      .sort((one, other) => (one.searchText + one.id < other.searchText + other.id ? -1 : 1))
      .map(({ id }) => id);
  });

  test.each([false, true])(
    "forwards and back, everybody comes once and in order; falling: %s",
    async (descending) => {
      const sorting = { by: "name", descending } as const;
      const inOrder = descending ? [...expected].reverse() : expected;
      const seen: string[] = [];
      let place: Place = null;
      const pages = [];
      do {
        const page = await listPeople(full, ALL, sorting, place);
        pages.push(page);
        seen.push(...page.rows.map(({ id }) => id));
        place = page.next ? { after: page.next } : null;
      } while (place);
      expect(pages.map(({ rows }) => rows.length)).toEqual([25, 25, 10]);
      expect(seen).toEqual(inOrder);
      expect(pages[0]?.previous).toBeNull();
      const second = await listPeople(full, ALL, sorting, { before: pages[2]!.previous! });
      expect(second.rows.map(({ id }) => id)).toEqual(inOrder.slice(25, 50));
      const first = await listPeople(full, ALL, sorting, { before: second.previous! });
      expect(first.rows.map(({ id }) => id)).toEqual(inOrder.slice(0, 25));
      expect([first.previous, first.next]).toEqual([null, inOrder[24]]);
    },
  );

  test("a place that is unknown or out of reach is the beginning", async () => {
    for (const id of [newId(), ids["stranger"]!])
      expect((await listPeople(full, ALL, BY_NAME, { after: id })).rows.map(({ id: each }) => each)).toEqual(
        expected.slice(0, 25),
      );
  });
});

test("what may be done on a person's page follows each permission's own reach", async () => {
  const grants = (...roles: [Actor["grants"][number]["role"], Scope][]) =>
    roles.map(([role, scope]) => ({ role, scope }));
  const head = { ...headOf(home), grants: grants(["training-head", { kind: "organisation", id: home }]) };
  expect(await mayOn(head, ids["learner"]!)).toEqual({
    place: true,
    account: true,
    edit: true,
    code: true,
    roles: false,
  });
  expect(await mayOn(head, ids["stranger"]!)).toEqual({
    place: false,
    account: false,
    edit: false,
    code: false,
    roles: false,
  });
  const staff = { ...head, personId: ids["colleague"]! };
  expect(await mayOn(staff, ids["trainer"]!)).toEqual({
    place: true,
    account: false,
    edit: false,
    code: false,
    roles: false,
  });
  const admin = {
    ...actorWith(ids["nobody"]!, everybody),
    grants: grants(["platform-administrator", everybody]),
  };
  expect(await mayOn(admin, ids["trainer"]!)).toEqual({
    place: true,
    account: true,
    edit: true,
    code: true,
    roles: true,
  });
  expect(await mayOn(admin, ids["nobody"]!)).toEqual({
    place: true,
    account: false,
    edit: false,
    code: false,
    roles: false,
  });
  expect(asHolderOf(head, "see:audit")).toBeNull();
});
