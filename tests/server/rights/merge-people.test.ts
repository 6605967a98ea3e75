import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { likeOne } from "#app/features/identity/likely-duplicates.server.ts";
import { previewImport } from "#app/features/identity/import-people.server.ts";
import { listDuplicates } from "#app/features/rights/duplicate-list.server.ts";
import { reactivatePerson } from "#app/features/identity/person-access.server.ts";
import { searchTextOf } from "#app/features/identity/search-text.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { erase } from "#app/features/rights/erasure.server.ts";
import { decideMerge, proposeMerge } from "#app/features/rights/merge-people.server.ts";
import { findMerge } from "#app/features/rights/merge-view.server.ts";
import {
  MOVED_TABLES,
  ownedBy,
  STAYS_WITH_ACCOUNT,
  type Choices,
} from "#app/features/rights/person-merge.ts";
import { deputiesOf } from "#app/features/identity/deputies.server.ts";
import { grantsOf } from "#app/features/identity/session.server.ts";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import { myCertifications } from "#app/features/trainers/certifications/certifications.server.ts";
import { inactiveAmong } from "#app/features/trainers/renewal/inactive.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Grant, Scope } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { actorWith, everybody, makeAccount, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { auditOf, makeCohort, publishCourse } from "#tests/support/learning-fixture.ts";

const administrator = async (reach: Scope = everybody) =>
  actorWith((await makeAccount({ name: `Administrator ${newId()}` })).personId, reach);

/** Two accounts of one person, in an organisation of their own, and a name that nobody else has. */
async function twice() {
  const organisationId = await makeOrganisation();
  const word = `x${newId().replaceAll("-", "")}`;
  const affiliation = { organisationId, from: "2026-01-01" };
  const kept = await makeAccount({ name: `Sok ${word}`, affiliation, phone: "+855 12 345 678" });
  const gone = await makeAccount({ name: `${word.toUpperCase()} SOK`, affiliation, phone: "012345678" });
  return { organisationId, word, kept, gone };
}

const page = (q: string) => ({ q, page: 1 });

describe("likely duplicates", () => {
  test("are listed once, and stand on the page of each", async () => {
    const { word, kept, gone } = await twice();
    const actor = await administrator();
    const { rows, total } = await listDuplicates(actor, page(word));
    expect([total, rows[0]!.one.id, rows[0]!.other.id]).toEqual([1, kept.personId, gone.personId]);
    expect(rows[0]!.likeness).toContain("name");
    expect((await likeOne(actor, gone.personId)).map(({ id }) => id)).toContain(kept.personId);
  });

  test("are seen where both are in reach, and not by who reaches neither", async () => {
    const { organisationId, word, gone } = await twice();
    const head = await administrator({ kind: "organisation", id: organisationId });
    expect((await listDuplicates(head, page(word))).total).toBe(1);
    const elsewhere = await administrator({ kind: "organisation", id: await makeOrganisation() });
    expect((await listDuplicates(elsewhere, page(word))).total).toBe(0);
    expect(await likeOne(elsewhere, gone.personId)).toEqual([]);
  });

  test("a list to import says who looks like somebody here, and takes them all the same", async () => {
    const { organisationId, word, kept } = await twice();
    const actor = await administrator({ kind: "organisation", id: organisationId });
    const csv = new TextEncoder().encode(`Name,Email\n${word} sôk,${newId()}@imf.example\nNobody Alike,\n`);
    const looked = await previewImport(actor, csv, { organisationId, locale: "en", timeZone: "UTC" });
    if (!looked.ok) throw new Error(looked.reason.key);
    const [first, second] = looked.value.preview.rows;
    expect(first).toMatchObject({ row: 2, kind: "new" });
    expect(first!.alike.map(({ id }) => id)).toContain(kept.personId);
    expect(second!.alike).toEqual([]);
  });
});

/** Everything a merge could touch, as it stands. */
async function everythingOf(ids: string[]) {
  const personId = { in: ids };
  const orderBy = { id: "asc" } as const;
  return {
    people: await db.person.findMany({ where: { id: personId }, orderBy }),
    affiliations: await db.affiliation.findMany({ where: { personId }, orderBy }),
    roles: await db.roleAssignment.findMany({ where: { personId }, orderBy }),
    enrolments: await db.enrolment.findMany({
      where: { personId },
      orderBy,
      include: { unitMarks: true, attempts: { orderBy } },
    }),
    certificates: await db.certificate.findMany({ where: { personId }, orderBy }),
    nameChanges: await db.nameChange.findMany({ where: { personId }, orderBy }),
    deputyships: await db.deputyship.findMany({
      where: { OR: [{ principalId: personId }, { deputyId: personId }] },
      orderBy,
    }),
    mails: await db.outboxMessage.findMany({ where: { personId }, orderBy, include: { inbox: true } }),
  };
}

const KEPT: Choices = { name: "kept", username: "kept", email: "kept", phone: "kept" };

async function proposed(pair: { keptId: string; goneId: string }, choices: Choices = KEPT) {
  const proposal = await proposeMerge(await administrator(), pair, { choices, words: "The same phone" });
  if (!proposal?.ok) throw new Error(JSON.stringify(proposal));
  return proposal.value.mergeId;
}

/** By somebody who gives roles too: one of the two may be staff. */
async function merged(pair: { keptId: string; goneId: string }, choices: Choices = KEPT) {
  const mergeId = await proposed(pair, choices);
  const grants: Grant[] = [{ role: "platform-administrator", scope: everybody }];
  expect(await decideMerge({ ...(await administrator()), grants }, mergeId, { intent: "confirm" })).toEqual(
    DONE,
  );
  return mergeId;
}

const DONE = { ok: true, value: undefined };
const undo = async (mergeId: string) => decideMerge(await administrator(), mergeId, { intent: "undo" });

let versionId: string;
beforeAll(async () => {
  versionId = await publishCourse();
});

async function enrolIn(personId: string, cohortId: string, { units = 0, attempts = 0 } = {}) {
  const { enrolmentId } = await inTransaction((tx) =>
    enrol(tx, actorWith(personId, everybody), { personId, cohortId, courseVersionId: versionId }),
  );
  for (let unit = 0; unit < units; unit += 1)
    await db.unitMark.create({ data: { enrolmentId, moduleId: "risk", unitId: `u${unit}`, doneAt: now() } });
  for (let number = 1; number <= attempts; number += 1)
    await db.attempt.create({ data: attemptRow(enrolmentId, number) });
  return enrolmentId;
}

async function setEmail(id: string) {
  const facts = await db.person.findUniqueOrThrow({ where: { id } });
  const email = `${id}@rumdul.example`;
  await db.person.update({ where: { id }, data: { email, searchText: searchTextOf({ ...facts, email }) } });
}

const attemptRow = (enrolmentId: string, number: number) => ({
  id: newId(),
  enrolmentId,
  moduleId: "risk",
  unitId: "test",
  number,
  state: "graded",
  seed: "seed",
  paper: "[]",
  startedAt: now(),
  submittedAt: now(),
  gradedAt: now(),
  points: 700,
  maxPoints: 1000,
  passed: true,
  practice: false,
});

/** Of the officer's role; two accounts of one officer have it twice. */
async function makeDeputyship(principalId: string, deputyId: string) {
  const [id, assignmentId] = [newId(), newId()];
  const where = { scopeKind: "all", scopeId: "" };
  await db.roleAssignment.create({
    data: {
      id: assignmentId,
      personId: principalId,
      role: "certification-officer",
      ...where,
      grantedAt: now(),
      grantedBy: "test",
    },
  });
  const days = { from: addDays(today(), -1), until: addDays(today(), 30) };
  const named = { principalId, deputyId, reason: "Leave", namedAt: now() };
  await db.deputyship.create({ data: { id, assignmentId, ...named, ...where, ...days } });
  return id;
}

describe("a merge", () => {
  const own = fc.record({ units: fc.nat(2), attempts: fc.nat(2) });
  const chosen = fc.constantFrom("kept" as const, "gone" as const);

  test("taken back, everything is as it was, whatever both had and whatever was chosen", () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          kept: fc.record({ alone: fc.boolean(), both: own, email: fc.boolean() }),
          gone: fc.record({ alone: fc.boolean(), both: own, email: fc.boolean() }),
          choices: fc.record({ name: chosen, username: chosen, email: chosen, phone: chosen }),
        }),
        async ({ kept, gone, choices }) => {
          const pair = await twice();
          const ids = { keptId: pair.kept.personId, goneId: pair.gone.personId };
          const shared = await makeCohort(versionId);
          for (const [personId, has] of [
            [ids.keptId, kept],
            [ids.goneId, gone],
          ] as const) {
            await enrolIn(personId, shared, has.both);
            if (has.alone) await enrolIn(personId, await makeCohort(versionId), { units: 1 });
            if (has.email) await setEmail(personId);
          }
          const before = await everythingOf([ids.keptId, ids.goneId]);
          const mergeId = await merged(ids, choices);
          const after = await everythingOf([ids.keptId, ids.goneId]);
          expect(after.people.filter(({ deactivatedAt }) => deactivatedAt === null)).toHaveLength(1);
          const counts = after.enrolments.filter(
            ({ cohortId, personId }) => cohortId === shared && personId === ids.keptId,
          );
          const further = Math.max(...[kept, gone].map(({ both }) => both.attempts));
          expect(counts.map(({ attempts, status }) => [attempts.length, status])).toEqual([
            [further, "confirmed"],
          ]);
          expect(await undo(mergeId)).toEqual(DONE);
          expect(await everythingOf([ids.keptId, ids.goneId])).toEqual(before);
        },
      ),
      { numRuns: 4 },
    ));

  test("who was named, or named somebody, by either account goes on by the one that stays; of oneself is over", async () => {
    const [{ kept, gone }, head, other] = [
      await twice(),
      await makeAccount({ name: "Meas Chenda" }),
      await makeAccount({ name: "Prak Vanna" }),
    ];
    const byGone = await makeDeputyship(gone.personId, other.personId);
    const forHead = await makeDeputyship(head.personId, gone.personId);
    const ofOneself = await makeDeputyship(kept.personId, gone.personId);
    const before = await everythingOf([kept.personId, gone.personId]);
    const mergeId = await merged({ keptId: kept.personId, goneId: gone.personId });
    expect((await grantsOf(other.personId)).map(({ scope }) => scope.for)).toContain(kept.personId);
    const grants = (await grantsOf(kept.personId)).map(({ scope }) => scope.for);
    expect([grants.includes(head.personId), grants.includes(kept.personId)]).toEqual([true, false]);
    const phases = new Map((await deputiesOf(kept.personId)).map(({ id, phase }) => [id, phase]));
    expect([byGone, forHead, ofOneself].map((id) => phases.get(id))).toEqual(["now", "now", "ended"]);
    expect(await undo(mergeId)).toEqual(DONE);
    expect(await everythingOf([kept.personId, gone.personId])).toEqual(before);
  });

  test("of two who confirm at once one does, and nobody confirms their own proposal", async () => {
    const { kept, gone } = await twice();
    const pair = { keptId: kept.personId, goneId: gone.personId };
    const proposer = await administrator();
    const proposal = await proposeMerge(proposer, pair, { choices: KEPT, words: "" });
    if (!proposal?.ok) throw new Error("not proposed");
    const { mergeId } = proposal.value;
    const confirm = { intent: "confirm" } as const;
    expect(await decideMerge(proposer, mergeId, confirm)).toMatchObject({
      reason: { key: "rights.merge-by-another" },
    });
    const [one, other] = [await administrator(), await administrator()];
    const outcomes = await Promise.all([one, other].map((actor) => decideMerge(actor, mergeId, confirm)));
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(1);
    expect(await auditOf(kept.personId)).toEqual(
      expect.arrayContaining(["person.merge-proposed", "person.merged"]),
    );
    expect(await reactivatePerson(one, gone.personId)).toMatchObject({
      reason: { key: "people.merged-away" },
    });
  });

  test("is for who reaches both; who does not reach all may propose it and not confirm it", async () => {
    const { organisationId, kept, gone } = await twice();
    const pair = { keptId: kept.personId, goneId: gone.personId };
    const elsewhere = await administrator({ kind: "organisation", id: await makeOrganisation() });
    const asked = { choices: KEPT, words: "" };
    expect(await proposeMerge(elsewhere, pair, asked)).toBe(null);
    const here = await administrator({ kind: "organisation", id: organisationId });
    expect((await proposeMerge(here, pair, asked))?.ok).toBe(true);
    const colleague = await administrator({ kind: "organisation", id: organisationId });
    const { id } = await db.personMerge.findFirstOrThrow({ where: { keptId: kept.personId } });
    expect(await decideMerge(colleague, id, { intent: "confirm" })).toMatchObject({
      reason: { key: "rights.merge-beyond-reach" },
    });
    expect(await decideMerge(elsewhere, id, { intent: "confirm" })).toBe(null);
    expect(await findMerge(elsewhere, id)).toBe(null);
  });

  test("whoever signs in by the name that stays has its password, and a waiting pair is not listed", async () => {
    const { word, kept, gone } = await twice();
    const mergeId = await proposed(
      { keptId: kept.personId, goneId: gone.personId },
      { ...KEPT, username: "gone" },
    );
    const actor = await administrator();
    expect((await listDuplicates(actor, page(word))).total).toBe(0);
    await decideMerge(actor, mergeId, { intent: "confirm" });
    const facts = await db.person.findUniqueOrThrow({ where: { id: kept.personId } });
    expect(facts).toMatchObject({ username: gone.username, deactivatedAt: null });
    expect((await findMerge(actor, mergeId))!.undoUntil).not.toBe(null);
  });

  test("periods of both accounts are one line, held without a gap, and worth the same at the door (peers.md 18)", async () => {
    const { kept, gone } = await twice();
    const day = today();
    const first = certificationRow(gone.personId, { validFrom: addDays(day, -1200), validUntil: addDays(day, -101) }); // prettier-ignore
    const second = certificationRow(kept.personId, { validFrom: addDays(day, -100), validUntil: addDays(day, 900), predecessorId: first.id, origin: "renewed" }); // prettier-ignore
    for (const data of [first, second]) await db.certification.create({ data });
    const doors = () =>
      Promise.all([first, second].map(async ({ number }) => (await checkTrainerNumber(number))?.standing));
    const inactive = async () => (await inactiveAmong([second.id], () => day)).get(second.id) ?? null;
    const before = await doors();
    // Since the second period nobody could ask of a delivery; held since the first, it is long ago.
    expect(await inactive()).toBeNull();
    const mergeId = await merged({ keptId: kept.personId, goneId: gone.personId });
    expect(await doors()).toEqual(before);
    expect(before[1]).toMatchObject({ status: "active", valid: true });
    expect((await myCertifications({ personId: kept.personId })).map(({ id }) => id)).toEqual([second.id, first.id]); // prettier-ignore
    expect(await inactive()).not.toBeNull();
    expect((await undo(mergeId))?.ok).toBe(true);
    expect((await myCertifications({ personId: gone.personId })).map(({ id }) => id)).toEqual([first.id]);
  });

  test("what is erased of the person is erased of both accounts", async () => {
    const { kept, gone } = await twice();
    await merged({ keptId: kept.personId, goneId: gone.personId });
    const actor = await administrator();
    await inTransaction(async (tx) => erase(tx, actor, kept.personId, await nameKey()));
    const people = await db.person.findMany({ where: { id: { in: [kept.personId, gone.personId] } } });
    expect(people.map(({ phone, name }) => [phone, name.startsWith("erased-")])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(await db.personMerge.count({ where: { keptId: kept.personId } })).toBe(0);
  });

  test("every table with a person in it goes over, or stays with the account", () => {
    const models = Object.keys(Prisma.ModelName).filter((model) => {
      const fields = (Prisma as unknown as Record<string, object>)[`${model}ScalarFieldEnum`];
      return fields && ["personId", "principalId", "deputyId"].some((name) => name in fields);
    });
    const moved = new Set(MOVED_TABLES.map((each) => ownedBy(each).table));
    expect([...moved, ...STAYS_WITH_ACCOUNT].sort()).toEqual(models.sort());
  });
});
