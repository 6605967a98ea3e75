import { describe, expect, test } from "vitest";
import { createPerson } from "#app/features/identity/accounts.server.ts";
import { peopleActorMayLetIn, peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { db, inTransaction, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Scope } from "#app/lib/actor.ts";
import { fold } from "#app/lib/fold.ts";
import { inParallel } from "#tests/support/concurrency.ts";
import {
  actorWith,
  everybody,
  makeAccount,
  makeOrganisation,
  own,
  platform,
} from "#tests/support/identity-fixture.ts";
import { auditOf, enrolLearner, publishCourse } from "#tests/support/learning-fixture.ts";

const facts = { name: "Sok Dara", locale: "en", timeZone: "Asia/Phnom_Penh" };
const create = (more: object) => inTransaction((tx) => createPerson(tx, platform, { ...facts, ...more }));

describe("a new person", () => {
  test("with affiliation, role, search text and a line in the audit trail", async () => {
    const organisationId = await makeOrganisation();
    const created = await create({
      name: "Chan Sophéa",
      email: "Sophea@Rumdul.example",
      printedNameLocal: "ចាន់ សុភា",
      affiliation: { organisationId, position: "branch manager", from: "2026-01-01" },
      roles: [{ role: "training-head", scope: { kind: "organisation", id: organisationId } }],
    });
    if (!created.ok) throw new Error(created.reason.key);
    expect(created.value.username).toBe("chan.sophea");
    const person = await db.person.findUniqueOrThrow({
      where: { id: created.value.personId },
      include: { affiliations: true, roles: true },
    });
    expect(person).toMatchObject({ email: "sophea@rumdul.example", theme: "system", passwordHash: null });
    expect(Math.abs(person.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(person.searchText).toContain(fold("CHAN SOPHEA"));
    expect(person.searchText).toContain(fold("ចាន់ សុភា"));
    expect(person.affiliations).toMatchObject([{ organisationId, from: "2026-01-01", until: null }]);
    expect(person.roles).toMatchObject([{ role: "training-head", scopeKind: "organisation", endedAt: null }]);
    expect(await auditOf(person.id)).toEqual(["person.created"]);
  });

  test("an e-mail or username somebody has is refused, whatever its letters' size, and nothing is written", async () => {
    await create({ username: "ros.vannak", email: "vannak@rumdul.example" });
    const before = await db.person.count();
    expect(await create({ email: "VANNAK@rumdul.example" })).toEqual({
      ok: false,
      reason: { key: "email-taken", params: { email: "vannak@rumdul.example" } },
    });
    expect(await create({ username: "Ros.Vannak" })).toMatchObject({
      ok: false,
      reason: { key: "username-taken" },
    });
    expect(await db.person.count()).toBe(before);
  });

  test("thirty namesakes at once get thirty usernames", async () => {
    const usernames = new Set<string>();
    await inParallel(30, 10, async () => {
      const created = await create({ name: "Kim Bopha" });
      if (created.ok) usernames.add(created.value.username);
    });
    expect(usernames.size).toBe(30);
    expect(usernames).toContain("kim.bopha");
  });

  test("the same e-mail ten times at once is one person, and nine are told", async () => {
    const keys: string[] = [];
    await inParallel(10, 10, async () => {
      const created = await create({ email: "once@rumdul.example" });
      keys.push(created.ok ? "created" : created.reason.key);
    });
    expect(keys.sort()).toEqual(["created", ...Array<string>(9).fill("email-taken")]);
  });
});

describe("whom an actor reaches", () => {
  test("by affiliation of today, unit, cohort, programme; never by one that is over", async () => {
    const [here, there] = [await makeOrganisation(), await makeOrganisation()];
    const unit = newId();
    await db.organisationUnit.create({
      data: { id: unit, organisationId: here, kind: "branch", name: "Kampong Cham" },
    });
    const at = (organisationId: string, more: object = {}) => ({
      affiliation: { organisationId, from: "2026-01-01", ...more },
    });
    const inUnit = await makeAccount(at(here, { unitId: unit }));
    const atHere = await makeAccount(at(here));
    const atThere = await makeAccount(at(there));
    const future = await makeAccount(at(here, { from: "2027-01-01" }));
    const gone = await makeAccount(at(here));
    await db.affiliation.updateMany({ where: { personId: gone.personId }, data: { until: "2026-11-01" } });
    const versionId = await publishCourse();
    const { personId, cohortId } = await enrolLearner(versionId);
    const enrolled = { personId };
    const all = [inUnit, atHere, atThere, future, gone, enrolled];
    const reached = async (...reach: Scope[]) => {
      const where: Prisma.PersonWhereInput = {
        AND: [
          { id: { in: all.map(({ personId }) => personId) } },
          peopleInReach(actorWith(atThere.personId, ...reach)),
        ],
      };
      const rows = await db.person.findMany({ where, select: { id: true } });
      const ids = rows.map(({ id }) => id);
      return all.filter(({ personId }) => ids.includes(personId));
    };
    expect(await reached({ kind: "organisation", id: here })).toEqual([inUnit, atHere]);
    expect(await reached({ kind: "units", id: unit })).toEqual([inUnit]);
    expect(await reached({ kind: "cohort", id: cohortId })).toEqual([enrolled]);
    expect(await reached({ kind: "programme", id: "management" })).toEqual([enrolled]);
    expect(await reached(own)).toEqual([atThere]);
    expect(await reached(own, { kind: "units", id: unit })).toEqual([inUnit, atThere]);
    expect(await reached(everybody)).toEqual(all);
    expect(await reached()).toEqual([]);
  });

  test("nobody but one who reaches everybody lets staff or closed accounts in", async () => {
    const organisationId = await makeOrganisation();
    const affiliation = { organisationId, from: "2026-01-01" };
    const learner = await makeAccount({ affiliation });
    const staff = await makeAccount({
      affiliation,
      roles: [{ role: "platform-administrator", scope: everybody }],
    });
    const former = await makeAccount({
      affiliation,
      roles: [{ role: "trainer", scope: { kind: "cohort", id: "x" } }],
    });
    await db.roleAssignment.updateMany({
      where: { personId: former.personId },
      data: { endedAt: new Date() },
    });
    const closed = await makeAccount({ affiliation });
    await db.person.update({ where: { id: closed.personId }, data: { deactivatedAt: new Date() } });
    const mayLetIn = async (scope: Scope) => {
      const where = {
        AND: [peopleActorMayLetIn(actorWith(newId(), scope)), { affiliations: { some: { organisationId } } }],
      };
      return (await db.person.findMany({ where, orderBy: { id: "asc" } })).map(({ id }) => id);
    };
    expect(await mayLetIn({ kind: "organisation", id: organisationId })).toEqual([
      learner.personId,
      former.personId,
    ]);
    expect(await mayLetIn(everybody)).toEqual([learner.personId, staff.personId, former.personId]);
  });
});
