import { expect, test } from "vitest";
import { cancelCohort } from "#app/features/admission/cancel-cohort.server.ts";
import { cohortQualifications } from "#app/features/certification/cohort-qualifications.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { writeReport } from "#app/features/cohorts/file-training-report.server.ts";
import { editCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { moveParticipant } from "#app/features/cohorts/participant.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { db } from "#app/infra/db.server.ts";
import { makeApplication, makeCall } from "#tests/support/admission-fixture.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";
import { anyHost } from "#tests/support/any-host.ts";

const versionId = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);
const elsewhere = actorFor(await makePerson("Ana"), [{ kind: "programme", id: "financial-education" }]);
const REASON = "The host has lost its hall.";

async function cohortWithPeople() {
  const id = await makeCohort(versionId, { endDate: "2099-12-02" });
  const [learner, other] = [await enrolLearner(versionId, id), await enrolLearner(versionId, id)];
  const email = `${learner.personId}@example.org`;
  await db.person.update({ where: { id: learner.personId }, data: { email } });
  const callId = await makeCall(id);
  await makeApplication(callId, { state: "waiting" });
  await makeApplication(callId, { state: "declined" });
  await makeApplication(callId, { state: "offered", email: email.toUpperCase() });
  return { id, learner, other, facts: async () => (await findRunCohort(administrator, id))! };
}

const letters = (cohortId: string) =>
  db.outboxMessage.findMany({ where: { kind: "cohort-cancelled", key: { contains: cohortId } } });

test("everybody enrolled or waiting is written to once, and the cohort certifies nobody", async () => {
  const { id, learner, other, facts } = await cohortWithPeople();
  expect(await cancelCohort(administrator, await facts(), REASON)).toEqual({ ok: true, value: 2 });
  const sent = await letters(id);
  expect(sent).toHaveLength(2);
  expect(sent.every(({ body }) => body.includes(REASON))).toBe(true);
  const cancelled = await facts();
  expect(cancelled).toMatchObject({ closed: true, cancelled: true, cancelledBecause: REASON });
  for (const { personId, enrolmentId } of [learner, other])
    expect(await myEnrolment({ personId }, enrolmentId)).toMatchObject({ status: "cancelled" });
  const qualifications = await cohortQualifications(cancelled, administrator.personId);
  expect(qualifications.map(({ next }) => next)).toEqual(
    qualifications.map(() => ({ ok: false, reason: { key: "certificate.cohort-cancelled" } })),
  );
  expect(qualifications).toHaveLength(2);
  expect(await auditOf(id)).toEqual(["cohort.cancelled"]);
});

test("nothing in it changes any more, nor a second time", async () => {
  const { id, learner, facts } = await cohortWithPeople();
  const before = await facts();
  await cancelCohort(administrator, before, REASON);
  const closed = { ok: false, reason: { key: "cohort.closed" } };
  expect(await cancelCohort(administrator, before, REASON)).toEqual(closed);
  expect(await cancelCohort(administrator, await facts(), REASON)).toEqual(closed);
  expect(await letters(id)).toHaveLength(2);
  const text = { objectives: "", deviations: "", lessons: "", incidents: "" };
  expect(await writeReport(administrator, id, text, { submit: false, version: 0 })).toEqual(closed);
  const back = { intent: "return" as const };
  expect(await moveParticipant(administrator, id, learner.enrolmentId, back)).toEqual(closed);
  expect(await editCohort(administrator, id, {} as never, anyHost)).toEqual(closed);
});

test("who does not run it cancels nothing, and who read an older state is told", async () => {
  const { id, facts } = await cohortWithPeople();
  const stale = await facts();
  expect(await cancelCohort(elsewhere, stale, REASON)).toMatchObject({
    reason: { key: "cohort.outside-reach" },
  });
  await db.cohort.update({ where: { id }, data: { version: { increment: 1 } } });
  expect(await cancelCohort(administrator, stale, REASON)).toMatchObject({
    reason: { key: "changed-meanwhile" },
  });
  expect(await letters(id)).toEqual([]);
  expect(await facts()).toMatchObject({ closed: false, cancelled: false });
});
