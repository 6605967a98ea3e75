import { expect, test } from "vitest";
import { attendanceSheet } from "#app/features/cohorts/attendance-sheet.server.ts";
import { moveParticipant } from "#app/features/cohorts/participant.server.ts";
import { transfer } from "#app/features/cohorts/people-move.server.ts";
import { replaceTrainer } from "#app/features/cohorts/replace-trainer.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

/* Acts on somebody's seat: each is told to whom it happens. */

const versionId = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);
const closed = { ok: false, reason: { key: "cohort.closed" } };

const withAddress = (id: string) => db.person.update({ where: { id }, data: { email: `${id}@example.org` } });
const lettersTo = async (personId: string) =>
  (await db.outboxMessage.findMany({ where: { personId }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

async function halfDay(cohortId: string, date: string, trainerId?: string, verified = false) {
  const id = newId();
  const part = verified ? "am" : "pm";
  const verifiedAt = verified ? now() : null;
  await db.halfDay.create({
    data: { id, cohortId, date, part, title: "", contactMinutes: 180, verifiedAt },
  });
  if (trainerId)
    await db.halfDayTrainer.create({ data: { halfDayId: id, personId: trainerId, role: "lead" } });
  return id;
}

test("who is put off may read, is not asked for on the sheet, and goes on elsewhere with everything done", async () => {
  const learner = await enrolLearner(versionId);
  const { cohortId, enrolmentId, personId } = learner;
  await withAddress(personId);
  await recordProgress(learner.actor, await enrolmentOf(learner), { moduleId: "intro", unitId: "read" });
  const sheet = await halfDay(cohortId, "2026-10-02");
  const onSheet = async () => (await attendanceSheet(administrator, cohortId, sheet))!.rows.length;
  expect(await onSheet()).toBe(1);

  const put = { intent: "defer" as const, reason: "Ill until spring." };
  expect(await moveParticipant(administrator, cohortId, enrolmentId, put)).toEqual({ ok: true });
  expect(await onSheet()).toBe(0);
  expect(await myEnrolment({ personId }, enrolmentId)).toMatchObject({ status: "deferred" });

  await db.cohort.update({ where: { id: cohortId }, data: { closedAt: now() } });
  const toCohortId = await makeCohort(versionId);
  const move = { toCohortId, reason: "The next one." };
  expect(await transfer(administrator, cohortId, enrolmentId, move)).toEqual({ ok: true });
  const moved = await enrolmentOf(learner);
  expect(moved).toMatchObject({ status: "confirmed", cohort: { id: toCohortId } });
  expect(moved.record.marks).toHaveLength(1);
  expect(await lettersTo(personId)).toEqual(["seat-deferred", "seat-transferred"]);
  expect(await auditOf(enrolmentId)).toEqual(
    expect.arrayContaining(["enrolment.deferred", "enrolment.transferred"]),
  );
});

test.each([
  [{ intent: "withdraw", reason: "Moved away" }, "seat-withdrawn"],
  [{ intent: "defer", reason: "Ill" }, "seat-deferred"],
  [{ intent: "no-show" }, "seat-no-show"],
] as const)("%j is told by a letter, and so is the way back", async (act, kind) => {
  const { cohortId, enrolmentId, personId } = await enrolLearner(versionId);
  await withAddress(personId);
  await moveParticipant(administrator, cohortId, enrolmentId, act);
  await moveParticipant(administrator, cohortId, enrolmentId, { intent: "return" });
  expect(await lettersTo(personId)).toEqual([kind, "seat-confirmed"]);
  // Done twice it is refused, and nobody is written to again.
  expect(await moveParticipant(administrator, cohortId, enrolmentId, { intent: "return" })).toMatchObject({
    ok: false,
  });
  expect(await lettersTo(personId)).toHaveLength(2);
});

test("a trainer is replaced in what is still to be held, and keeps the hours they gave", async () => {
  const cohortId = await makeCohort(versionId);
  const [leaves, comes] = [await makePerson("Vanna"), await makePerson("Chenda")];
  await withAddress(leaves);
  await withAddress(comes);
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId: comes,
      role: "trainer",
      scopeKind: "cohort",
      scopeId: "x",
      grantedAt: now(),
    },
  });
  const past = await halfDay(cohortId, "2020-01-06", leaves);
  const verified = await halfDay(cohortId, "2099-01-05", leaves, true);
  const ahead = await halfDay(cohortId, "2099-01-06", leaves);
  const trainersOf = async (halfDayId: string) =>
    (await db.halfDayTrainer.findMany({ where: { halfDayId } })).map(({ personId, role }) => [
      personId,
      role,
    ]);

  const replacing = { from: leaves, to: comes };
  expect(await replaceTrainer(administrator, cohortId, replacing)).toEqual({ ok: true, value: 1 });
  expect(await trainersOf(past)).toEqual([[leaves, "lead"]]);
  expect(await trainersOf(verified)).toEqual([[leaves, "lead"]]);
  expect(await trainersOf(ahead)).toEqual([[comes, "lead"]]);
  expect(await lettersTo(leaves)).toEqual(["trainer-out"]);
  expect(await lettersTo(comes)).toEqual(["trainer-in"]);
  expect(
    await db.roleAssignment.count({ where: { personId: comes, scopeId: cohortId, endedAt: null } }),
  ).toBe(1);
  expect(await replaceTrainer(administrator, cohortId, replacing)).toMatchObject({
    reason: { key: "calendar.nothing-to-pass-over" },
  });
  const elsewhere = actorFor(await makePerson("Ana"), [{ kind: "programme", id: "financial-education" }]);
  expect(await replaceTrainer(elsewhere, cohortId, replacing)).toEqual(closed);
});
