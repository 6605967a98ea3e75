import { expect, test } from "vitest";
import {
  findSignedIn,
  grantsOf,
  SESSION_COOKIE,
  startSession,
} from "#app/features/identity/session.server.ts";
import { readCookie } from "#app/infra/cookies.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Grant } from "#app/lib/actor.ts";
import { asCookie, makeAccount, makeOrganisation } from "#tests/support/identity-fixture.ts";

/* Decision 16: head office, area, branch, sub-branch. Who is given a unit is given what stands below it. */

const organisationId = await makeOrganisation();

async function makeUnit(name: string, parentId: string | null): Promise<string> {
  const id = newId();
  await db.organisationUnit.create({ data: { id, organisationId, parentId, kind: "branch", name } });
  return id;
}

const head = await makeUnit("Head office", null);
const east = await makeUnit("Eastern area", head);
const west = await makeUnit("Western area", head);
const branch = await makeUnit("Kampong Cham", east);
const subBranch = await makeUnit("Stung Trang", branch);

const managing = (id: string): Grant => ({ role: "area-manager", scope: { kind: "units", id } });
const unitsOf = (grants: Grant[]) => grants.map(({ role, scope }) => [role, scope.kind, scope.id]).sort();
const sorted = (ids: string[]) => unitsOf(ids.map(managing));

async function signedIn(personId: string) {
  const cookie = asCookie(await startSession(personId, "phone"));
  const before = statementsSoFar();
  const visitor = await findSignedIn(readCookie(cookie, SESSION_COOKIE)!);
  return { grants: visitor!.grants, statements: statementsSoFar() - before };
}

test("a grant of a unit reaches the units below it, in the one statement that reads the session", async () => {
  const { personId } = await makeAccount({ roles: [managing(east)] });
  expect(unitsOf(await grantsOf(personId))).toEqual(sorted([east, branch, subBranch]));
  const { grants, statements } = await signedIn(personId);
  expect(unitsOf(grants)).toEqual(sorted([east, branch, subBranch]));
  expect(statements).toBe(1);
});

test("two grants of one tree are each unit once; an ended one and other roles bring nothing", async () => {
  const { personId } = await makeAccount({
    roles: [managing(east), managing(branch), managing(west), managing(head)],
  });
  await db.roleAssignment.updateMany({ where: { personId, scopeId: head }, data: { endedAt: new Date() } });
  const { grants } = await signedIn(personId);
  expect(unitsOf(grants)).toEqual(sorted([east, branch, subBranch, west]));
  const trainer = await makeAccount({ roles: [{ role: "trainer", scope: { kind: "cohort", id: east } }] });
  expect((await signedIn(trainer.personId)).grants).toHaveLength(1);
  expect((await signedIn((await makeAccount()).personId)).grants).toEqual([]);
});

test("a circle ends", async () => {
  const one = await makeUnit("One", null);
  const other = await makeUnit("Other", one);
  await db.organisationUnit.update({ where: { id: one }, data: { parentId: other } });
  const { personId } = await makeAccount({ roles: [managing(one)] });
  expect(unitsOf((await signedIn(personId)).grants)).toEqual(sorted([one, other]));
});
