import { beforeAll, expect, test } from "vitest";
import { workList } from "#app/features/cohorts/work-list.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Grant, Role, Scope } from "#app/lib/actor.ts";
import { actorWith, everybody, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { enrolLearner, makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";

let version: string;
let over: string;
let ending: string;
let later: string;
let organisationId: string;

/** Today is 2026-11-02. */
beforeAll(async () => {
  version = await publishCourse();
  over = await makeCohort(version, { name: "Over", endDate: "2026-11-01" });
  ending = await makeCohort(version, { name: "Ending", endDate: "2026-11-16" });
  later = await makeCohort(version, { name: "Later", endDate: "2026-11-17" });
  const closed = await makeCohort(version, { name: "Closed", endDate: "2026-10-30" });
  await db.cohort.update({ where: { id: closed }, data: { closedAt: new Date() } });
  organisationId = await makeOrganisation();
  for (const cohortId of [over, ending, ending, later, closed]) await enrolLearner(version, cohortId);
  const [confirmed] = await db.enrolment.findMany({ where: { cohortId: ending }, orderBy: { id: "asc" } });
  await db.person.update({
    where: { id: confirmed!.personId },
    data: { nameConfirmedAt: new Date(), passwordHash: "x" },
  });
  await db.affiliation.create({
    data: { id: newId(), personId: confirmed!.personId, organisationId, from: "2026-01-01" },
  });
  const day = (cohortId: string, date: string, verified = false) => ({
    id: newId(),
    cohortId,
    date,
    part: "am",
    title: "",
    contactMinutes: 180,
    verifiedAt: verified ? new Date() : null,
  });
  await db.halfDay.createMany({
    data: [
      day(over, "2026-10-30"),
      day(over, "2026-10-31", true),
      day(ending, "2026-10-31"),
      day(ending, "2026-11-01"),
      day(ending, "2026-11-02"),
      day(closed, "2026-10-30"),
    ],
  });
  await db.trainingReport.create({
    data: {
      id: newId(),
      cohortId: over,
      state: "submitted",
      objectives: "",
      deviations: "",
      lessons: "",
      incidents: "",
      submittedBy: await makePerson("Trainer"),
      version: 1,
    },
  });
});

const holding = async (...roles: [Role, Scope][]): Promise<Actor> => {
  const grants: Grant[] = roles.map(([role, scope]) => ({ role, scope }));
  return { ...actorWith(await makePerson("Staff")), grants };
};

const linesOf = async (actor: Actor) =>
  Object.fromEntries((await workList(actor)).map(({ kind, count, href }) => [kind, [count, href]]));

test("an administrator of everything: what is over, unverified, unnamed and never came in", async () => {
  const lines = await linesOf(await holding(["cohort-administrator", everybody]));
  expect(lines).toEqual({
    "half-days-to-verify": [3, `/cohorts/${ending}/calendar`],
    "names-to-confirm": [2, expect.stringMatching(/^\/cohorts\/.+\?show=name-open$/)],
    "reports-to-validate": [1, `/cohorts/${over}/report`],
    "cohorts-to-close": [1, "/cohorts?phase=ended"],
    "first-sign-ins": [3, "/people?state=not-yet"],
  });
});

test("a trainer: only their own cohort, and only what a trainer does", async () => {
  expect(await linesOf(await holding(["trainer", { kind: "cohort", id: ending }]))).toEqual({
    "half-days-to-verify": [2, `/cohorts/${ending}/calendar`],
    "names-to-confirm": [1, `/cohorts/${ending}?show=name-open`],
    "first-sign-ins": [1, "/people?state=not-yet"],
  });
  expect(await linesOf(await holding(["trainer", { kind: "cohort", id: later }]))).toEqual({
    "first-sign-ins": [1, "/people?state=not-yet"],
  });
});

test("a training head whose people are all in has nothing to do; a foreign programme neither", async () => {
  expect(
    await linesOf(await holding(["training-head", { kind: "organisation", id: organisationId }])),
  ).toEqual({});
  expect(
    await linesOf(await holding(["cohort-administrator", { kind: "programme", id: "financial-education" }])),
  ).toEqual({});
});

test("nobody validates their own report", async () => {
  const { submittedBy } = await db.trainingReport.findUniqueOrThrow({ where: { cohortId: over } });
  const author = { ...(await holding(["cohort-administrator", everybody])), personId: submittedBy! };
  expect(await linesOf(author)).not.toHaveProperty("reports-to-validate");
});

test("the platform administrator hears of mail that failed", async () => {
  const mail = { personId: null, address: "a@b.example", kind: "reset", locale: "en", subject: "", body: "" };
  const at = new Date();
  await db.outboxMessage.create({
    data: {
      id: newId(),
      key: newId(),
      ...mail,
      createdAt: at,
      sendAfter: at,
      attempts: 1,
      lastError: "ETIMEDOUT",
    },
  });
  const lines = await linesOf(await holding(["platform-administrator", everybody]));
  expect(lines["mail-failed"]).toEqual([1, "/outbox?state=failed"]);
});
