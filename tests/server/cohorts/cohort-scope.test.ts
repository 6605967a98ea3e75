import { beforeAll, describe, expect, test } from "vitest";
import {
  cohortsInReach,
  cohortsRunBy,
  enrolmentsInReach,
  reachesCohort,
  reachesEnrolment,
  runsCohort,
} from "#app/features/cohorts/cohort-scope.server.ts";
import { organisationsOf } from "#app/features/cohorts/participants.server.ts";
import { heldToday, holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, rowsOf, sql } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Scope } from "#app/lib/actor.ts";
import { actorFor, enrolLearner, makeCohort, publishCourse } from "#tests/support/learning-fixture.ts";

/* The law of reach stands twice, as where clause and as SQL: here both are asked, about a world with all its cases. */

type World = { cohorts: string[]; organisations: string[]; unit: string; affiliations: string[] };
let world: World;

const TODAY = "2026-11-02";
/** From, until; the first four hold today. */
const PERIODS = [
  ["2026-01-01", null],
  ["2026-01-01", "2026-12-31"],
  [TODAY, null],
  ["2026-01-01", TODAY],
  ["2026-01-01", "2026-11-01"],
  ["2026-11-03", null],
  ["2026-11-03", "2026-12-31"],
] as const;
const HOLD_TODAY = 4;

beforeAll(async () => {
  const version = await publishCourse();
  const [hosting, sending, passing] = [newId(), newId(), newId()];
  for (const id of [hosting, sending, passing])
    await db.organisation.create({ data: { id, name: id, kind: "mfi", country: "KH", createdAt: now() } });
  const unit = newId();
  await db.organisationUnit.create({
    data: { id: unit, organisationId: sending, kind: "branch", name: "Branch" },
  });
  const cohorts = [await makeCohort(version), await makeCohort(version), await makeCohort(version)];
  await db.cohort.update({
    where: { id: cohorts[1]! },
    data: { hostId: hosting, programme: "financial-education" },
  });
  for (const cohortId of cohorts) {
    await enrolLearner(version, cohortId);
    const sent = await enrolLearner(version, cohortId);
    if (cohortId !== cohorts[2])
      await db.affiliation.create({
        data: {
          id: newId(),
          personId: sent.personId,
          organisationId: sending,
          unitId: unit,
          from: "2026-01-01",
        },
      });
    const left = await enrolLearner(version, cohortId);
    await db.affiliation.create({
      data: {
        id: newId(),
        personId: left.personId,
        organisationId: sending,
        from: "2025-01-01",
        until: "2025-12-31",
      },
    });
  }
  const affiliations = [];
  for (const [from, until] of PERIODS) {
    const { personId } = await enrolLearner(version, cohorts[2]);
    const id = newId();
    await db.affiliation.create({ data: { id, personId, organisationId: passing, from, until } });
    affiliations.push(id);
  }
  world = { cohorts, organisations: [hosting, sending, passing], unit, affiliations };
});

const REACHES: Record<string, (world: World) => Scope[]> = {
  nothing: () => [],
  "their own": () => [{ kind: "own", id: "" }],
  everything: () => [{ kind: "all", id: "" }],
  "a cohort": ({ cohorts }) => [{ kind: "cohort", id: cohorts[0]! }],
  "a programme": () => [{ kind: "programme", id: "financial-education" }],
  "the host": ({ organisations }) => [{ kind: "organisation", id: organisations[0]! }],
  "an organisation that sends": ({ organisations }) => [{ kind: "organisation", id: organisations[1]! }],
  "an organisation where people come and go": ({ organisations }) => [
    { kind: "organisation", id: organisations[2]! },
  ],
  "a unit that sends": ({ unit }) => [{ kind: "units", id: unit }],
  "a cohort and a unit": ({ cohorts, unit }) => [
    { kind: "cohort", id: cohorts[2]! },
    { kind: "units", id: unit },
  ],
  "what is not there": () => [
    { kind: "cohort", id: newId() },
    { kind: "organisation", id: newId() },
  ],
};

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

describe.each(Object.keys(REACHES))("who reaches %s", (what) => {
  const actor = () => actorFor(newId(), REACHES[what]!(world));

  test.each([
    ["sees", cohortsInReach, reachesCohort],
    ["runs", cohortsRunBy, runsCohort],
  ] as const)("%s the same cohorts", async (_, where, clause) => {
    const here = { id: { in: world.cohorts } };
    const some = await db.cohort.findMany({ where: { AND: [here, where(actor())] }, select: { id: true } });
    const same = await rowsOf<{ id: string }>(sql`SELECT c."id" FROM "Cohort" c WHERE ${clause(actor())}`);
    expect(idsOf(same).filter((id) => world.cohorts.includes(id))).toEqual(idsOf(some));
  });

  test("sees the same enrolments", async () => {
    const where = { AND: [{ cohortId: { in: world.cohorts } }, enrolmentsInReach(actor())] };
    const some = await db.enrolment.findMany({ where, select: { id: true } });
    const same = await rowsOf<{ id: string }>(sql`
      SELECT e."id" FROM "Enrolment" e JOIN "Cohort" c ON c."id" = e."cohortId" WHERE ${reachesEnrolment(actor())}`);
    expect(idsOf(same)).toEqual(idsOf(some));
  });
});

test("an affiliation holds from its first day to its last, by both clauses", async () => {
  const here = { id: { in: world.affiliations } };
  const some = await db.affiliation.findMany({ where: { AND: [here, holdsToday()] }, select: { id: true } });
  const same = await rowsOf<{ id: string }>(
    sql`SELECT f."id" FROM "Affiliation" f WHERE ${heldToday(sql`f`)}`,
  );
  expect(idsOf(some)).toEqual(world.affiliations.slice(0, HOLD_TODAY).sort());
  expect(idsOf(same).filter((id) => world.affiliations.includes(id))).toEqual(idsOf(some));
});

test("who left or has not come yet is nobody's: not in the cohort, not in what is shown of them", async () => {
  const head = actorFor(newId(), [{ kind: "organisation", id: world.organisations[2]! }]);
  const seen = await db.enrolment.findMany({ where: enrolmentsInReach(head), select: { personId: true } });
  const held = await db.affiliation.findMany({
    where: { id: { in: world.affiliations } },
    orderBy: { id: "asc" },
    select: { personId: true },
  });
  const people = held.map(({ personId }) => personId);
  expect(seen.map(({ personId }) => personId).sort()).toEqual(people.slice(0, HOLD_TODAY).sort());
  const shown = await organisationsOf(people);
  expect([...shown.keys()].sort()).toEqual(people.slice(0, HOLD_TODAY).sort());
});

test("the world has cases: somebody sees some of it and not all", async () => {
  const sizes = await Promise.all(
    Object.values(REACHES).map((reach) =>
      rowsOf(sql`SELECT c."id" FROM "Cohort" c WHERE ${reachesCohort(actorFor(newId(), reach(world)))}`),
    ),
  );
  expect(new Set(sizes.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3]));
});
