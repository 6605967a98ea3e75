import { beforeAll, expect, test } from "vitest";
import { cardHolders } from "#app/features/cohorts/card-holders.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { issueSignInCodes } from "#app/features/identity/sign-in-codes.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Scope } from "#app/lib/actor.ts";
import { actorWith, everybody, makeOrganisation, PASSWORD } from "#tests/support/identity-fixture.ts";
import { enrolLearner, publishCourse } from "#tests/support/learning-fixture.ts";

/* A card replaces a password. Who reaches people by a cohort or programme gives it to those who sit there now. */

let versionId: string;

beforeAll(async () => {
  versionId = await publishCourse();
});

async function seatOf(status: string, closed = false, passwordHash: string | null = PASSWORD) {
  const { personId, enrolmentId, cohortId } = await enrolLearner(versionId);
  await db.person.update({ where: { id: personId }, data: { passwordHash } });
  await db.enrolment.update({ where: { id: enrolmentId }, data: { status } });
  if (closed) await db.cohort.update({ where: { id: cohortId }, data: { closedAt: new Date() } });
  return { personId, cohortId };
}

async function cardsFor(personId: string, reach: Scope) {
  const actor = actorWith(newId(), reach);
  const seen = await db.person.count({ where: { AND: [{ id: personId }, peopleInReach(actor)] } });
  const validUntil = new Date(Date.now() + 86_400_000);
  return { seen, cards: (await issueSignInCodes(actor, [personId], () => validUntil)).length };
}

test.each(["confirmed", "active", "completed"])("for those who sit there: %s", async (status) => {
  const { personId, cohortId } = await seatOf(status);
  expect(await cardsFor(personId, { kind: "cohort", id: cohortId })).toEqual({ seen: 1, cards: 1 });
  expect(await cardsFor(personId, { kind: "programme", id: "management" })).toEqual({ seen: 1, cards: 1 });
});

test.each([
  ["withdrawn", "withdrawn", false],
  ["never came", "no-show", false],
  ["in a closed cohort", "completed", true],
] as const)("not for those who left, though one still sees them: %s", async (_, status, closed) => {
  const { personId, cohortId } = await seatOf(status, closed);
  expect(await cardsFor(personId, { kind: "cohort", id: cohortId })).toEqual({ seen: 1, cards: 0 });
  expect(await cardsFor(personId, { kind: "programme", id: "management" })).toEqual({ seen: 1, cards: 0 });
  const organisationId = await makeOrganisation();
  await db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2026-01-01" } });
  expect(await cardsFor(personId, { kind: "organisation", id: organisationId })).toEqual({
    seen: 1,
    cards: 1,
  });
  expect(await cardsFor(personId, everybody)).toEqual({ seen: 1, cards: 1 });
});

test("a seat in one's cohort is what counts, not one in another's", async () => {
  const { personId, cohortId } = await seatOf("withdrawn");
  const other = await seatOf("active");
  await db.enrolment.updateMany({ where: { cohortId: other.cohortId }, data: { personId } });
  expect(await cardsFor(personId, { kind: "cohort", id: cohortId })).toEqual({ seen: 1, cards: 0 });
  expect(await cardsFor(personId, { kind: "cohort", id: other.cohortId })).toEqual({ seen: 1, cards: 1 });
});

test("the cards of a closed cohort are nobody's", async () => {
  const open = await seatOf("active", false, null);
  const closed = await seatOf("completed", true, null);
  const holders = async ({ cohortId }: typeof open) =>
    (await cardHolders(actorWith(newId(), { kind: "cohort", id: cohortId }), cohortId)).map(
      ({ personId }) => personId,
    );
  expect(await holders(open)).toEqual([open.personId]);
  expect(await holders(closed)).toEqual([]);
});
